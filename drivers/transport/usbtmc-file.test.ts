/** The file of the kernel's USBTMC driver as a byte pipe. */
import { expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { ScpiSession } from '../protocol/scpi/session.ts';
import { type UsbtmcFile, usbtmcFileTransport } from './usbtmc-file.ts';

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

it('the file is read only after a message that asks', async () => {
  const bench = file(['A,B,C,D\n']);
  await bench.clock.run(bench.session.send(':RUN'));
  expect(await bench.clock.run(bench.session.query('*IDN?'))).toBe('A,B,C,D');
  expect(bench.written).toEqual([':RUN\n', '*IDN?\n']);
});

it('an instrument that was pulled out is told as that', async () => {
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
