import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { FaultSwitch } from '../contract/fault.ts';
import type { TranscriptEntry } from '../contract/transport.ts';
import { recordedTransport } from './recorded.ts';
import { simulatedPipe } from './simulated.ts';
import { openTranscriptFile } from './transcript-file.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function pipe(clock: VirtualClock) {
  return simulatedPipe({ clock, random: seededRandom(1), faults: new FaultSwitch(), address: 'sim:meter' });
}

it('every byte both ways is recorded with its time, and the close with its reason', async () => {
  const clock = new VirtualClock();
  const { transport, wire } = pipe(clock);
  const entries: TranscriptEntry[] = [];
  const recorded = recordedTransport(transport, { record: (entry) => entries.push(entry) }, clock);
  const heard: string[] = [];
  wire.onData((chunk) => heard.push(new TextDecoder().decode(chunk)));
  await recorded.write(bytes('*IDN?\n'));
  await clock.advance(5);
  wire.send(bytes('OK\n'));
  await clock.advance(5);
  wire.hangUp();
  const told = entries.map(({ direction, at, bytes }) => [direction, at, new TextDecoder().decode(bytes)]);
  expect(told).toEqual([
    ['note', 0, 'open sim:meter'],
    ['sent', 0, '*IDN?\n'],
    ['received', 5, 'OK\n'],
    ['note', 10, 'close transport/unplugged'],
  ]);
  expect([recorded.receivedBytes, recorded.sentBytes]).toEqual([3, 6]);
  expect(heard.join('')).toBe('*IDN?\n');
});

it('a write that fails is in the record as one that may have reached the instrument, and its failure is told', async () => {
  const clock = new VirtualClock();
  const { transport } = pipe(clock);
  const entries: TranscriptEntry[] = [];
  const asked: unknown[] = [];
  const failing = {
    ...transport,
    worstWriteMs: 1_500,
    write: (_bytes: Uint8Array, options?: object) => {
      asked.push(options);
      return Promise.reject(new Error('gone'));
    },
  };
  const recorded = recordedTransport(failing, { record: (entry) => entries.push(entry) }, clock);
  await expect(recorded.write(bytes('OUT0'), { deadlineMs: 80 })).rejects.toThrow('gone');
  expect(entries.at(-1)).toMatchObject({ direction: 'sent', bytes: bytes('OUT0') });
  expect([asked, recorded.worstWriteMs]).toEqual([[{ deadlineMs: 80 }], 1_500]);
  expect(recordedTransport(transport, { record: () => undefined }, clock)).not.toHaveProperty('worstWriteMs');
});

it('bytes that arrive before the driver listens are not lost, so its spans agree with the transcript', async () => {
  const clock = new VirtualClock();
  const { transport, wire } = pipe(clock);
  const entries: TranscriptEntry[] = [];
  const recorded = recordedTransport(transport, { record: (entry) => entries.push(entry) }, clock);
  wire.send(bytes('early'));
  await clock.advance(7);
  const seen: [string, number][] = [];
  recorded.onData((chunk, at) => seen.push([new TextDecoder().decode(chunk), at]));
  wire.send(bytes('late'));
  await clock.advance(1);
  expect(seen).toEqual([
    ['early', 0],
    ['late', 7],
  ]);
  expect(recorded.receivedBytes).toBe(9);
});

it('a transcript file is lines people can read, appended in order', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ohmstead-transcript-'));
  const path = join(folder, 'meter.ndjson');
  for (const round of [1, 2]) {
    const file = await openTranscriptFile({ path, about: { driver: 'test', round } });
    file.record({ direction: 'sent', at: 1.23456, bytes: bytes('V?\n') });
    await file.flush();
    file.record({ direction: 'received', at: 2, bytes: Uint8Array.of(0x31, 0xff) });
    await file.close();
  }
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  expect(lines.slice(0, 3)).toEqual([
    '{"kind":"transcript","version":1,"driver":"test","round":1}',
    '{"at":1.235,"dir":"sent","hex":"56 3f 0a","text":"V?."}',
    '{"at":2,"dir":"received","hex":"31 ff","text":"1."}',
  ]);
  expect(lines).toHaveLength(6);
  rmSync(folder, { recursive: true });
});

it('what does not fit the bounded buffer is counted and the gap written down', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ohmstead-transcript-'));
  const path = join(folder, 'flood.ndjson');
  const file = await openTranscriptFile({ path, about: {}, mostWaiting: 2_000 });
  for (let index = 0; index < 100; index += 1)
    file.record({ direction: 'received', at: index, bytes: bytes('0123456789') });
  await file.flush();
  file.record({ direction: 'received', at: 200, bytes: bytes('after') });
  await file.close();
  const lines = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind?: string; entries?: number; at?: number });
  const lost = lines.find((line) => line.kind === 'lost');
  const kept = lines.filter((line) => line.at !== undefined).length;
  expect((lost?.entries ?? 0) + kept).toBe(101);
  expect(lost?.entries).toBeGreaterThan(50);
  expect(lines.at(-1)?.at).toBe(200);
  rmSync(folder, { recursive: true });
});

it('a full disk is told to the owner and to whoever flushes', async () => {
  const told: string[] = [];
  const file = await openTranscriptFile({
    path: '/dev/full',
    about: {},
    onFailure: (failure) => told.push(failure.code),
  });
  file.record({ direction: 'sent', at: 0, bytes: bytes('x') });
  await expect(file.flush()).rejects.toMatchObject({ code: 'transcript/write-failed', params: { path: '/dev/full' } });
  await expect(file.close()).rejects.toMatchObject({ code: 'transcript/write-failed' });
  expect(told).toEqual(['transcript/write-failed']);
});
