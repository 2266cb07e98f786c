/**
 * A serial meter behind an HID bridge, as a byte pipe. Guarantees: the line is set before the first byte; bytes arrive in
 * the order of their reports; a write ends by its deadline; the close is told once with why.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import { within } from '../../../foundation/clock/within.ts';
import { CodedError, failureOf } from '../../../foundation/failure.ts';
import type { LineSettings, Transport } from '../../contract/transport.ts';
import { PipeEvents } from '../pipe-events.ts';
import type { HidBridge } from './bridges.ts';
import type { HidDevice } from './hid-device.ts';

export interface HidTransportOptions {
  readonly device: HidDevice;
  readonly bridge: HidBridge;
  /** Absent where there is no line behind the reports. */
  readonly line: LineSettings | undefined;
  readonly clock: Clock;
  readonly address: string;
}

const setUpWithinMs = 2_000;
const writeDeadlineMs = 2_000;
const closeWithinMs = 1_000;

/** Sets the line; the device is closed on failure. `hid/line-not-possible`, `hid/no-feature-reports`, `usb/…`. */
export async function openHidTransport(options: HidTransportOptions): Promise<Transport> {
  const { device, bridge, line, clock, address } = options;
  try {
    for (const { id, bytes } of line === undefined ? [] : bridge.setUp(line)) {
      await within(
        clock,
        setUpWithinMs,
        device.setFeature(id, bytes),
        () => new CodedError('port/open-timeout', { path: address }),
      );
    }
  } catch (error) {
    await closed(device, clock);
    throw error;
  }
  return hidTransport(options);
}

function hidTransport({ device, bridge, clock, address }: HidTransportOptions): Transport {
  const events = new PipeEvents();
  /** Reports of one write are never between those of another. */
  let turn: Promise<unknown> = Promise.resolve();
  const shut = async (code: string, params: Readonly<Record<string, string>> = {}) => {
    if (!events.close({ code, params: { address, ...params } })) return;
    await closed(device, clock);
  };
  device.onGone(({ code, params }) => void shut(code, params as Record<string, string>));
  device.onReport((report) => {
    const bytes = bridge.dataIn(report);
    if (bytes.length > 0) events.data(bytes, clock.now());
  });
  const send = async (bytes: Uint8Array, deadlineMs: number) => {
    for (const report of bridge.reportsOut(bytes)) {
      if (events.closedError !== undefined) throw events.closedError;
      await device.write(report, deadlineMs);
    }
  };
  return {
    address,
    get closed() {
      return events.reason !== undefined;
    },
    async write(bytes, options) {
      if (events.closedError !== undefined) throw events.closedError;
      const deadlineMs = options?.deadlineMs ?? writeDeadlineMs;
      const sending = turn.then(() => send(bytes, deadlineMs));
      turn = sending.catch(() => undefined);
      try {
        const late = () => new CodedError('transport/write-timeout', { address });
        await within(clock, deadlineMs, sending, late);
      } catch (error) {
        const { code } = failureOf(error);
        await shut('transport/io', { cause: code });
        throw code === 'transport/write-timeout' ? error : (events.closedError ?? error);
      }
    },
    onData: (listener) => events.onData(listener),
    onClose: (listener) => events.onClose(listener),
    close: () => shut('transport/closed'),
  };
}

/** One that cannot be closed in time is left to the system. */
async function closed(device: HidDevice, clock: Clock): Promise<void> {
  const late = () => new CodedError('transport/io', { cause: 'close-timeout' });
  await within(clock, closeWithinMs, device.close(), late).catch(() => undefined);
}
