import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { failureOf } from '../../foundation/failure.ts';
import { caller } from '../../foundation/port/contract.ts';
import { memoryPortPair } from '../../foundation/port/memory-port.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { FaultSwitch } from '../contract/fault.ts';
import { simulatedPipe } from '../transport/simulated.ts';
import { askIdentity, mayBeAsked, nameOver } from './ask-identity.ts';
import type { BenchApi } from './bench-api.ts';
import type { BenchParts } from './bench-server.ts';
import { serveBench } from './bench-server.ts';

const address = 'tcp:10.0.0.9:5025';
const text = (bytes: Uint8Array) => String.fromCharCode(...bytes);
const bytes = (line: string) => Uint8Array.from(line, (letter) => letter.charCodeAt(0));

function instrument(answer: string | undefined, afterMs = 5) {
  const clock = new VirtualClock();
  const pipe = { clock, random: seededRandom(1), faults: new FaultSwitch(), address };
  const { transport, wire } = simulatedPipe(pipe);
  const heard: string[] = [];
  wire.onData((chunk) => {
    heard.push(text(chunk));
    if (answer !== undefined) clock.after(afterMs, () => wire.send(bytes(answer)));
  });
  return { clock, transport, heard };
}

describe('asking who is there', () => {
  it('sends the one question, gives the whole answer, and hands the place back', async () => {
    const { clock, transport, heard } = instrument('RIGOL TECHNOLOGIES,DS1054Z,DS1Z,00.04\r\n');
    expect(await clock.run(nameOver(clock, transport, address))).toBe('RIGOL TECHNOLOGIES,DS1054Z,DS1Z,00.04');
    expect(heard.join('')).toBe('*IDN?\n');
    expect(transport.closed).toBe(true);
  });

  it.each([
    ['does not answer', undefined, 5],
    ['answers when nobody waits any more', 'X,Y\n', 4_000],
  ])('what %s has no name, is asked once, and is handed back', async (_, answer, afterMs) => {
    const { clock, transport, heard } = instrument(answer, afterMs);
    const failed = await clock.run(nameOver(clock, transport, address).catch((error: unknown) => failureOf(error)));
    expect(failed).toMatchObject({ code: 'instrument/no-name', params: { address } });
    await clock.advance(10_000);
    expect(heard.join('')).toBe('*IDN?\n');
    expect(transport.closed).toBe(true);
  });

  it.each([
    ['a web page', 'HTTP/1.1 400 Bad Request\r\nServer: lighttpd\r\n\r\n'],
    ['a remote shell', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['a mail server', '220 mail.example ESMTP\r\n'],
    ['something that says more and more', 'noise noise\n'.repeat(500)],
    ['something that never ends its line', 'A'.repeat(5_000_000)],
    ['control characters', '\u001b[31mEVIL\u0007,MODEL,1,1\n'],
  ])('%s is no instrument: it gets no name, was sent the one question, and is handed back', async (_, answer) => {
    const { clock, transport, heard } = instrument(answer);
    const failed = await clock.run(nameOver(clock, transport, address).catch((error: unknown) => failureOf(error)));
    expect(failed).toMatchObject({ code: 'instrument/other-service', params: { address } });
    expect(JSON.stringify(failed).length).toBeLessThan(300);
    expect(heard.join('')).toBe('*IDN?\n');
    expect(transport.closed).toBe(true);
  });

  it.each([
    'KORADKA3005PV2.0\n',
    'OWON,XDM1041,2227,V4.3.0,3\r\n',
    'FLUKE, 45, 4945, 1.2 D1.0\r\n=>\r\n',
    '普源,DM,1,2\n',
  ])('a name in a form of its own is one: %j', async (answer) => {
    const { clock, transport } = instrument(answer);
    expect(await clock.run(nameOver(clock, transport, address))).not.toBe('');
  });

  it.each(['/dev/ttyUSB0', 'COM3', 'hid:1a86:e008', 'adb:X', 'sim:meter', 'iphone:00008101-000A1B2C3D4E001E'])(
    '%s is no place to ask at',
    async (place) => {
      expect(mayBeAsked(place)).toBe(false);
      const refused = await askIdentity(new VirtualClock(), place).catch((error: unknown) => failureOf(error).code);
      expect(refused).toBe('instrument/not-to-be-asked');
    },
  );
});

it('the bench asks where it can, and says so where nothing real can be', async () => {
  const code = async (parts: Partial<BenchParts>) => {
    const clock = new VirtualClock();
    const [near, far] = memoryPortPair();
    const server = serveBench(far, {
      ...{ clock, drivers: [], discover: async () => ({ instruments: [], problems: [] }), operator: () => undefined },
      open: () => Promise.reject(new Error('nothing is opened')),
      ...parts,
    });
    const asked = caller<BenchApi>(near, 'bench/lost').call('bench/identify', { address });
    const answer = await clock.run(asked.catch((error: unknown) => failureOf(error).code));
    await clock.run(server.close());
    return answer;
  };
  expect(await code({ identify: async (at) => `K,34465A at ${at}` })).toEqual({ answer: `K,34465A at ${address}` });
  expect(await code({})).toBe('instrument/not-to-be-asked');
});
