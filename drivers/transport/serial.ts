/**
 * A serial line through serialport 13. Guarantees: the port is locked, its control lines are set and old bytes are
 * thrown away before anyone gets it; a read is always pending, because serialport notices a pulled cable only then, and
 * the port is asked every {@link presenceMs} as well, because sometimes it does not notice even so; the close is reported
 * once although serialport may emit it twice; a write that misses its deadline closes the port, because serialport never
 * calls back for a device that does not read.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { LineSettings, Transport } from '../contract/transport.ts';
import { boundedWrite } from './bounded-write.ts';
import { PipeEvents } from './pipe-events.ts';
import { explainOpenFailure } from './serial-diagnosis.ts';

/** What is used of serialport's stream; a test may put its own in its place. */
export interface SerialPortLike {
  readonly isOpen: boolean;
  open(callback: (error: Error | null) => void): void;
  set(flags: { readonly dtr?: boolean; readonly rts?: boolean }, callback: (error: Error | null) => void): void;
  flush(callback: (error: Error | null) => void): void;
  /** Asks for the modem lines. */
  get(callback: (error: Error | null) => void): void;
  write(data: Buffer, callback: (error: Error | null | undefined) => void): boolean;
  close(callback: (error: Error | null) => void): void;
  on(event: 'data', listener: (chunk: Buffer) => void): unknown;
  on(event: 'close' | 'error', listener: (error: Error | null | undefined) => void): unknown;
}

export interface SerialOptions {
  /** `/dev/ttyUSB0`, `/dev/pts/3`, `COM4`. */
  readonly path: string;
  readonly line: LineSettings;
  readonly clock: Clock;
  /** Opening may wait for a carrier for ever; 5 s by default, then `port/open-timeout`. */
  readonly openDeadlineMs?: number;
  readonly createPort?: (path: string, line: LineSettings) => SerialPortLike;
}

/** How often the port is asked whether it is still there. */
const presenceMs = 250;
/** Closing a tty waits for its output to drain, up to 30 s on some kernels; nobody waits longer than this for it. */
const closeDeadlineMs = 1_000;

/** Fails with `port/busy`, `port/no-permission`, `port/not-found`, `port/open-timeout` or `port/open-failed`. */
export async function openSerial(options: SerialOptions): Promise<Transport> {
  const { path, line, clock } = options;
  const port = (options.createPort ?? (await realPorts()))(path, line);
  // An `error` without a listener would end the process; what it says also comes through the callbacks or the close.
  port.on('error', () => undefined);
  const events = new PipeEvents();
  port.on('close', () => events.close({ code: 'transport/unplugged', params: { address: path } }));
  await openWithin(port, options);
  try {
    await setControlLines(port, line);
    await callback((done) => port.flush(done)).catch(ignoreMissingIoctl);
  } catch (error) {
    await closePort(port, clock);
    throw await explainOpenFailure(path, messageOf(error));
  }
  // Without a listener no read is pending, and without a pending read a pulled cable goes unnoticed.
  port.on('data', (chunk) => events.data(chunk, clock.now()));
  return serialTransport(port, events, path, clock);
}

/**
 * A cable pulled while no read waits in the poller makes every read return nothing at once, and serialport 13 (unix-read)
 * reads again for ever without telling anyone. Asking for the modem lines fails then with an I/O error.
 */
function watchPresence(port: SerialPortLike, events: PipeEvents, clock: Clock, onGone: (error: Error) => void): void {
  let cancel: () => void = () => undefined;
  const ask = () => {
    port.get((error) => {
      if (events.reason !== undefined) return;
      if (error && isGone(error)) onGone(error);
      else cancel = clock.deadline(presenceMs, ask);
    });
  };
  cancel = clock.deadline(presenceMs, ask);
  events.onClose(() => cancel());
}

function serialTransport(port: SerialPortLike, events: PipeEvents, path: string, clock: Clock): Transport {
  // Everyone who closes waits for the one close of the handle: only then can the port be opened again.
  let closing: Promise<void> | undefined;
  let pendingWrites = 0;
  const shut = (code: string, params: Readonly<Record<string, string>> = {}) => {
    events.close({ code, params: { address: path, ...params } });
    closing ??= closePort(port, clock, pendingWrites > 0);
    return closing;
  };
  watchPresence(port, events, clock, (error) => void shut(...closeCodeOf(error)));
  return {
    address: path,
    get closed() {
      return events.reason !== undefined;
    },
    write: (bytes, writeOptions) =>
      boundedWrite(
        { address: path, clock, events, shut },
        (done) => {
          pendingWrites += 1;
          port.write(Buffer.from(bytes), (error) => {
            pendingWrites -= 1;
            if (!error) return done();
            if (events.reason === undefined) void shut(...closeCodeOf(error));
          });
        },
        writeOptions?.deadlineMs,
      ),
    onData: (listener) => events.onData(listener),
    onClose: (listener) => events.onClose(listener),
    close: () => shut('transport/closed'),
  };
}

/** serialport, loaded with the first port: nobody who opens none shall wait for its native part at the start. */
async function realPorts(): Promise<(path: string, line: LineSettings) => SerialPortLike> {
  const { SerialPort } = await import('serialport');
  return (path, { baudRate, dataBits, parity, stopBits, flow }) => {
    const rtscts = flow === 'rts-cts';
    const software = flow === 'xon-xoff';
    const line = { baudRate, dataBits, parity, stopBits, rtscts, xon: software, xoff: software };
    return new SerialPort({ path, ...line, lock: true, autoOpen: false });
  };
}

async function openWithin(port: SerialPortLike, options: SerialOptions): Promise<void> {
  const { path, clock } = options;
  const refused = await new Promise<Error | null>((resolve, reject) => {
    let late = false;
    const cancel = clock.deadline(options.openDeadlineMs ?? 5_000, () => {
      late = true;
      reject(new CodedError('port/open-timeout', { path }));
    });
    port.open((error) => {
      cancel();
      // Opened after we gave up: nobody wants it any more, and it must not stay locked.
      if (late && !error) void closePort(port, clock);
      resolve(error);
    });
  });
  if (refused !== null) throw await explainOpenFailure(path, refused.message);
}

/** Optocouplers of meter cables live on DTR and RTS, so they are set before the first byte. */
async function setControlLines(port: SerialPortLike, line: LineSettings): Promise<void> {
  if (line.dtr === undefined && line.rts === undefined) return;
  const flags = { dtr: line.dtr ?? true, rts: line.rts ?? true };
  await callback((done) => port.set(flags, done)).catch(ignoreMissingIoctl);
}

/** Pseudo-terminals and some adapters have no modem lines ("Inappropriate ioctl", "ioctl not supported"): no error. */
function ignoreMissingIoctl(error: unknown): void {
  if (!/ioctl|not supported/i.test(messageOf(error))) throw error;
}

function closeCodeOf(error: Error): [code: string, params: Record<string, string>] {
  return isGone(error) ? ['transport/unplugged', {}] : ['transport/io', { cause: error.message }];
}

function isGone(error: Error): boolean {
  return /EIO|ENXIO|ENODEV|EBADF|bad file|no such device|input\/output|disconnect/i.test(error.message);
}

/**
 * Never rejects. `discard` throws away what the device does not take, or the kernel would wait for it; otherwise the last
 * bytes, which may be the ones that make an output safe, are left to go out.
 */
async function closePort(port: SerialPortLike, clock: Clock, discard = false): Promise<void> {
  if (!port.isOpen) return;
  const flushed = discard ? callback((done) => port.flush(done)).catch(() => undefined) : Promise.resolve();
  const closing = flushed.then(() => callback((done) => port.close(done))).catch(() => undefined);
  let cancel: () => void = () => undefined;
  const deadline = new Promise<void>((resolve) => {
    cancel = clock.deadline(closeDeadlineMs, resolve);
  });
  await Promise.race([closing, deadline]);
  cancel();
}

function callback(start: (done: (error: Error | null | undefined) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => start((error) => (error ? reject(error) : resolve())));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
