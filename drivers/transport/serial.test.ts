import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { LineSettings } from '../contract/transport.ts';
import { openSerial, type SerialPortLike } from './serial.ts';

const meterLine: LineSettings = { baudRate: 19200, dataBits: 7, parity: 'odd', stopBits: 1, dtr: true, rts: false };

async function failure(work: Promise<unknown>): Promise<CodedError> {
  const error = await work.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(CodedError);
  return error as CodedError;
}

class FakePort extends EventEmitter implements SerialPortLike {
  isOpen = false;
  readonly did: string[] = [];
  openWith: Error | null | 'never' = null;
  setWith: Error | null = null;
  finishOpen: () => void = () => undefined;
  open(done: (error: Error | null) => void) {
    this.did.push('open');
    this.finishOpen = () => {
      this.isOpen = true;
      done(null);
    };
    if (this.openWith === 'never') return;
    if (this.openWith !== null) return done(this.openWith);
    this.finishOpen();
  }
  set(flags: object, done: (error: Error | null) => void) {
    this.did.push(`set ${JSON.stringify(flags)}`);
    done(this.setWith);
  }
  flush(done: (error: Error | null) => void) {
    this.did.push('flush');
    done(null);
  }
  getWith: Error | null = new Error('Inappropriate ioctl for device, cannot get');
  get(done: (error: Error | null) => void) {
    done(this.getWith);
  }
  write(_data: Buffer, done: (error: Error | null) => void) {
    this.did.push('write');
    this.emit('error', new Error('Canceled'));
    done(null);
    return true;
  }
  close(done: (error: Error | null) => void) {
    this.did.push('close');
    this.isOpen = false;
    this.emit('close', undefined);
    this.emit('close', new Error('bad file descriptor'));
    done(null);
  }
  override on(event: string, listener: (...values: never[]) => void): this {
    this.did.push(`on ${event}`);
    return super.on(event, listener as (...values: unknown[]) => void);
  }
}

describe('the order in which a serial port is made ready', () => {
  const openFake = (port: FakePort, virtual = new VirtualClock(), line = meterLine) =>
    virtual.run(openSerial({ path: 'COM4', line, clock: virtual, createPort: () => port }));

  it('control lines are set and old bytes flushed right after opening, then the data listener is attached', async () => {
    const port = new FakePort();
    const transport = await openFake(port);
    expect(port.did).toEqual(['on error', 'on close', 'open', 'set {"dtr":true,"rts":false}', 'flush', 'on data']);
    await transport.close();
  });

  it('a line without a policy leaves the control lines as the system sets them', async () => {
    const port = new FakePort();
    await openFake(port, new VirtualClock(), { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 });
    expect(port.did.some((step) => step.startsWith('set'))).toBe(false);
  });

  it('"ioctl not supported" is no error, another refusal of the control lines closes the port', async () => {
    const without = new FakePort();
    without.setWith = new Error('ioctl not supported');
    expect((await openFake(without)).closed).toBe(false);
    const refusing = new FakePort();
    refusing.setWith = new Error('Input/output error setting flags');
    expect((await failure(openFake(refusing))).code).toBe('port/open-failed');
    expect(refusing.isOpen).toBe(false);
  });

  it('an open that never ends is given up, and a port that opens later is closed again', async () => {
    const port = new FakePort();
    port.openWith = 'never';
    const virtual = new VirtualClock();
    expect((await failure(openFake(port, virtual))).code).toBe('port/open-timeout');
    expect(virtual.now()).toBe(5_000);
    port.finishOpen();
    await virtual.advance(10);
    expect(port.isOpen).toBe(false);
  });

  it('a pulled cable that serialport does not notice is noticed by asking the port, and the handle is given back', async () => {
    const port = new FakePort();
    const virtual = new VirtualClock();
    const transport = await openFake(port, virtual);
    const reasons: string[] = [];
    transport.onClose((reason) => reasons.push(reason.code));
    await virtual.advance(10_000);
    expect(reasons).toEqual([]);
    port.getWith = new Error('Error: Input/output error, cannot get');
    await virtual.advance(300);
    expect(reasons).toEqual(['transport/unplugged']);
    expect(port.isOpen).toBe(false);
  });

  it('our own close gives our reason although two close events follow, and an error event harms nobody', async () => {
    const port = new FakePort();
    const transport = await openFake(port);
    await transport.write(new Uint8Array([1]));
    const reasons: string[] = [];
    transport.onClose((reason) => reasons.push(reason.code));
    await transport.close();
    await transport.close();
    expect(reasons).toEqual(['transport/closed']);
  });
});
