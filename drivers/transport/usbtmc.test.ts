import { describe, expect, it } from 'vitest';
import type { Waveform } from '../../foundation/capability/oscilloscope.ts';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { FaultSwitch } from '../contract/fault.ts';
import { rigolDs } from '../oscilloscope/rigol-ds/driver.ts';
import { simulateRigol } from '../oscilloscope/rigol-ds/simulator.ts';
import { fixedUnit } from '../oscilloscope/scpi-scope/test-bench.ts';
import { ScpiSession } from '../protocol/scpi/session.ts';
import { deviationsOf } from '../protocol/usbtmc/deviations.ts';
import { SimulatedUsbtmc, type SimulatedUsbtmcOptions } from './simulated-usbtmc.ts';
import { claimUsbtmc, type UsbDeviceLike } from './usb-interface.ts';
import { usbtmcTransport } from './usbtmc.ts';
import { type UsbtmcFile, usbtmcFileTransport } from './usbtmc-file.ts';

const rigol = deviationsOf(0x1ab1, 0x04ce);

async function instrument(
  answer: (line: string) => string | undefined,
  options: Partial<SimulatedUsbtmcOptions> = {},
  deviations = rigol,
) {
  const clock = new VirtualClock();
  const pipe = new SimulatedUsbtmc({ clock, ...options });
  const heard: string[] = [];
  pipe.onData((chunk) => {
    const line = String.fromCharCode(...chunk).trimEnd();
    heard.push(line);
    const text = answer(line);
    if (text !== undefined) pipe.send(new TextEncoder().encode(text));
  });
  const transport = await clock.run(usbtmcTransport({ pipe, clock, address: 'usb:1ab1:04ce:X', deviations }));
  const session = new ScpiSession(transport, { clock });
  return { clock, pipe, heard, transport, session };
}

describe('an instrument on USBTMC', () => {
  it.each([
    ['as the class says', {}],
    ['with one header for everything and no short packet', { oneHeader: true }],
    ['with an empty first reply', { emptyFirst: true }],
    ['without control requests', { noControl: true }],
  ])('is asked and told, %s', async (_how, options) => {
    const bench = await instrument(
      (line) => (line === '*IDN?' ? 'RIGOL TECHNOLOGIES,DS1074Z,X,1\n' : undefined),
      options,
    );
    expect(await bench.clock.run(bench.session.query('*IDN?'))).toBe('RIGOL TECHNOLOGIES,DS1074Z,X,1');
    await bench.clock.run(bench.session.send(':RUN'));
    expect(await bench.clock.run(bench.session.query('*IDN?'))).toBe('RIGOL TECHNOLOGIES,DS1074Z,X,1');
    expect(bench.heard).toEqual(['*IDN?', ':RUN', '*IDN?']);
  });

  it.each([1, 499, 500, 501, 511, 512, 513, 1_012, 1_023, 1_024, 4_084, 4_085])(
    'sends a block of %i bytes whole, also where it is a whole number of packets',
    async (length) => {
      const body = 'x'.repeat(length);
      const block = `#9${String(length).padStart(9, '0')}${body}\n`;
      for (const options of [{}, { oneHeader: true }]) {
        const bench = await instrument(() => block, options, { acceptsOldTag: false, mostPerRequest: 1_012 });
        for (let time = 0; time < 2; time++) {
          const data = await bench.clock.run(bench.session.queryBlock(':WAV:DATA?'));
          expect(data).toHaveLength(length);
          expect(data.every((byte) => byte === 0x78)).toBe(true);
        }
        expect(bench.pipe.controls.filter((request) => request === 3)).toEqual([]);
      }
    },
  );

  it('an answer without a line feed is ended by the end of the message', async () => {
    const bench = await instrument(() => '5.02');
    expect(await bench.clock.run(bench.session.query(':MEAS?'))).toBe('5.02');
  });

  it('a late answer after a timeout is never taken for the next', async () => {
    const bench = await instrument((line) => (line === '*IDN?' ? 'A,B,C,D\n' : undefined));
    await bench.clock.run(bench.session.identify());
    const late = bench.session.query(':SLOW?', { deadlineMs: 500 });
    await expect(bench.clock.run(late)).rejects.toMatchObject({ code: 'instrument/timeout' });
    bench.pipe.send(new TextEncoder().encode('the late one\n'));
    expect(await bench.clock.run(bench.session.query('*IDN?'))).toBe('A,B,C,D');
    expect(bench.heard.filter((line) => line === ':SLOW?')).toHaveLength(1);
  });

  it('an answer that never comes is aborted before the next message', async () => {
    const bench = await instrument((line) => (line === '*IDN?' ? 'A,B,C,D\n' : undefined));
    await bench.clock.run(bench.session.identify());
    const never = bench.session.query(':SLOW?', { deadlineMs: 500 });
    await expect(bench.clock.run(never)).rejects.toMatchObject({ code: 'instrument/timeout' });
    expect(bench.pipe.controls).not.toContain(3);
    expect(await bench.clock.run(bench.session.query('*IDN?'))).toBe('A,B,C,D');
    expect(bench.pipe.controls).toContain(3);
  });

  it('a reply with the tag of an earlier request is refused, and taken where the instrument is known for it', async () => {
    const answer = (line: string) => (line === '*IDN?' ? 'A,DHO804,C,D\n' : undefined);
    const strict = await instrument(answer, { oldTag: true });
    const refused = strict.session.query('*IDN?', { deadlineMs: 2_000 });
    await expect(strict.clock.run(refused)).rejects.toMatchObject({ code: 'instrument/timeout' });
    const lenient = await instrument(answer, { oldTag: true }, deviationsOf(0x1ab1, 0x044d));
    expect(await lenient.clock.run(lenient.session.query('*IDN?'))).toBe('A,DHO804,C,D');
  });

  it('pulled out while an answer is due it is lost once, and gives its interface back', async () => {
    const bench = await instrument(() => undefined);
    const reasons: string[] = [];
    bench.transport.onClose(({ code }) => reasons.push(code));
    const asked = bench.clock.run(bench.session.query('*IDN?', { deadlineMs: 5_000 })).catch((error: unknown) => error);
    await bench.clock.advance(300);
    bench.pipe.hangUp();
    expect(await asked).toMatchObject({ code: 'transport/unplugged' });
    expect(reasons).toEqual(['transport/unplugged']);
    expect(bench.pipe.isReleased).toBe(true);
  });

  it('closed while an answer is due it is aborted and given back', async () => {
    const bench = await instrument(() => undefined);
    const asked = bench.session.query('*IDN?', { deadlineMs: 5_000 }).catch((error: unknown) => error);
    await bench.clock.advance(100);
    await bench.clock.run(bench.transport.close());
    expect(await asked).toMatchObject({ code: 'transport/closed' });
    expect(bench.pipe.isReleased).toBe(true);
    expect(bench.pipe.controls).toContain(3);
  });

  it.each([
    ['that knows how is sent back to local on closing', { remoteLocal: true }, rigol, true],
    ['that does not say so is left alone', {}, rigol, false],
    ['that says so wrongly is left alone', { remoteLocal: true }, deviationsOf(0x1ab1, 0x0588), false],
    ['of a maker whose all say so wrongly is left alone', { remoteLocal: true }, deviationsOf(0xf4ec, 0xee38), false],
  ])('one %s', async (_which, options, deviations, isSent) => {
    const bench = await instrument(() => undefined, options, deviations);
    await bench.clock.run(bench.transport.close());
    expect(bench.pipe.controls.includes(161)).toBe(isSent);
    expect(bench.pipe.isReleased).toBe(true);
  });

  it('a Rigol is captured over it as over the network', async () => {
    const clock = new VirtualClock();
    const pipe = new SimulatedUsbtmc({ clock, oneHeader: true });
    const context = { clock, faults: new FaultSwitch(), random: seededRandom(1) };
    simulateRigol(fixedUnit, context, { memoryPoints: 260_000 }).attach(pipe);
    const address = 'usb:1ab1:04ce:DS1ZA170000001';
    const transport = await clock.run(usbtmcTransport({ pipe, clock, address, deviations: rigol }));
    const scope = await clock.run(rigolDs.open(transport, { clock }));
    const args = { channel: 1, record: 'memory' };
    const waveform = (await clock.run(scope.call('capture', args, { deadlineMs: 60_000 }))) as Waveform;
    expect(waveform.count).toBe(260_000);
    expect(waveform.mean.value).toBeCloseTo(5.02, 1);
    await clock.run(scope.close());
  });
});

describe('the interface of a USB device', () => {
  const endpoint = (direction: string) => ({ endpointNumber: 2, direction, type: 'bulk', packetSize: 64 });
  function device(fails: Partial<Record<keyof UsbDeviceLike, string>> = {}, interfaceClass = 0xfe) {
    const calls: string[] = [];
    const step = (name: keyof UsbDeviceLike) => () => {
      calls.push(name);
      const why = fails[name];
      return why === undefined ? Promise.resolve() : Promise.reject(new Error(why));
    };
    const alternate = { interfaceClass, interfaceSubclass: 3, endpoints: [endpoint('in'), endpoint('out')] };
    const like: UsbDeviceLike = {
      vendorId: 0x1ab1,
      productId: 0x04ce,
      configurations: [{ interfaces: [{ interfaceNumber: 1, alternates: [alternate] }] }],
      open: step('open'),
      close: step('close'),
      claimInterface: step('claimInterface'),
      releaseInterface: step('releaseInterface'),
      detachKernelDriver: step('detachKernelDriver'),
      attachKernelDriver: step('attachKernelDriver'),
      clearHalt: step('clearHalt'),
      controlTransferIn: () => Promise.resolve({ data: new DataView(Uint8Array.of(1).buffer), status: 'ok' }),
      transferIn: () => Promise.reject(new Error(fails.transferIn ?? 'transferIn error: transfer was cancelled')),
      transferOut: () => Promise.resolve({ status: 'ok' }),
    };
    return { like, calls };
  }

  it('is taken from the kernel driver and given back to it', async () => {
    const { like, calls } = device();
    const pipe = await claimUsbtmc(like, 'usb:x');
    await pipe.release();
    await pipe.release();
    const taken = ['open', 'detachKernelDriver', 'claimInterface'];
    expect(calls).toEqual([...taken, 'releaseInterface', 'attachKernelDriver', 'close']);
  });

  it.each([
    [{ open: 'failed to open device: permission denied' }, 0xfe, 'usb/no-permission'],
    [{ open: 'something else' }, 0xfe, 'usb/cannot-open'],
    [{}, 0xff, 'usb/no-usbtmc'],
  ] as const)('says why it cannot be had: %j', async (fails, interfaceClass, code) => {
    await expect(claimUsbtmc(device(fails, interfaceClass).like, 'usb:x')).rejects.toMatchObject({ code });
  });

  it('tells a transfer that takes too long from one of a device that is gone', async () => {
    const pipe = await claimUsbtmc(device().like, 'usb:x');
    expect(await pipe.bulkIn(64, 10)).toBe('timeout');
    const gone = await claimUsbtmc(device({ transferIn: 'transferIn error: device disconnected' }).like, 'usb:x');
    await expect(gone.bulkIn(64, 10)).rejects.toMatchObject({ code: 'transport/unplugged' });
  });
});

describe('the file of the kernel driver', () => {
  function file(answers: readonly (string | NodeJS.ErrnoException)[]) {
    const clock = new VirtualClock();
    const left = [...answers];
    const written: string[] = [];
    const like = {
      read: async (buffer: Uint8Array) => {
        await clock.sleep(1);
        const next = left.shift() ?? Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' });
        if (typeof next !== 'string') throw next;
        const bytes = new TextEncoder().encode(next);
        buffer.set(bytes);
        return { bytesRead: bytes.length, buffer };
      },
      write: (bytes: Uint8Array, from: number, length: number) => {
        written.push(String.fromCharCode(...bytes.subarray(from, from + length)));
        return Promise.resolve({ bytesWritten: length, buffer: bytes });
      },
      close: () => Promise.resolve(),
    } as unknown as UsbtmcFile;
    const transport = usbtmcFileTransport(like, '/dev/usbtmc0', clock);
    return { clock, written, transport, session: new ScpiSession(transport, { clock }) };
  }

  it('is read only after a message that asks', async () => {
    const bench = file(['A,B,C,D\n']);
    await bench.clock.run(bench.session.send(':RUN'));
    expect(await bench.clock.run(bench.session.query('*IDN?'))).toBe('A,B,C,D');
    expect(bench.written).toEqual([':RUN\n', '*IDN?\n']);
  });

  it('tells an instrument that was pulled out', async () => {
    const bench = file([Object.assign(new Error('gone'), { code: 'ENODEV' })]);
    const asked = bench.clock.run(bench.session.query('*IDN?'));
    await expect(asked).rejects.toMatchObject({ code: 'transport/unplugged' });
  });

  it('an answer that does not come is a timeout and leaves the file open', async () => {
    const bench = file([Object.assign(new Error('slow'), { code: 'ETIMEDOUT' }), 'A,B,C,D\n']);
    const asked = bench.clock.run(bench.session.query(':SLOW?', { deadlineMs: 100 }));
    await expect(asked).rejects.toMatchObject({ code: 'instrument/timeout' });
    expect(bench.transport.closed).toBe(false);
  });
});

describe('answers of any length through any packets', () => {
  it('come whole and in order, one question after the other, however the device ends them', async () => {
    const random = seededRandom(488);
    for (let round = 0; round < 40; round++) {
      const packetBytes = [64, 512, 1_024][round % 3] ?? 64;
      const options = { packetBytes, ...(round % 2 === 0 ? {} : { oneHeader: true }) };
      const deviations = { acceptsOldTag: false, mostPerRequest: packetBytes * random.integer(1, 6) - 12 };
      const bodies: string[] = [];
      const answer = () => {
        const length = random.integer(0, 4 * packetBytes);
        bodies.push(String.fromCharCode(...Array.from({ length }, () => random.integer(33, 126))));
        return `#9${String(length).padStart(9, '0')}${bodies.at(-1)}${random.next() < 0.5 ? '\n' : ''}`;
      };
      const bench = await instrument(answer, options, deviations);
      for (let question = 0; question < 4; question++) {
        const data = await bench.clock.run(bench.session.queryBlock(':WAV:DATA?'));
        expect(String.fromCharCode(...data)).toBe(bodies.at(-1));
      }
    }
  });
});
