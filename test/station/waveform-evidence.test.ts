/** From a simulated oscilloscope to the evidence folder: the samples whole, the journal naming them, or nothing at all. */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Waveform } from '../../foundation/capability/oscilloscope.ts';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import type { Port } from '../../foundation/port/port.ts';
import { InlineBench } from '../../station/bench/inline-bench.ts';
import { leaseBench } from '../../station/bench/leased-bench.ts';
import { aloneOnBench } from '../../station/bench/leases.ts';
import { keepBlocks } from '../../station/compose/run-blocks.ts';
import { simulatedStage } from '../../station/compose/simulated-stage.ts';
import { CommandProcess } from '../support/command-process.ts';

const folders: string[] = [];
function folder(): string {
  folders.push(mkdtempSync(path.join(tmpdir(), 'ohmstead-waveform-')));
  return folders.at(-1) ?? '';
}
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true, force: true });
});

/** A run's bench with one simulated Rigol on it; `spoil` may change the pieces of blocks on their way. */
async function scopeBench(spoil: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes) {
  const data = folder();
  const clock = new VirtualClock();
  const spoilt = (message: unknown) => {
    const { name, value } = message as { readonly name?: string; readonly value?: { readonly bytes: Uint8Array } };
    if (name !== 'instrument/block' || value === undefined) return message;
    return { ...(message as object), value: { ...value, bytes: spoil(value.bytes) } };
  };
  const wire = (port: Port): Port => ({
    post: (message) => port.post(message),
    onMessage: (listener) => port.onMessage((message) => listener(spoilt(message))),
    onClose: (listener) => port.onClose(listener),
    close: () => port.close(),
  });
  const host = new InlineBench({ clock, parts: simulatedStage(clock).parts, wire });
  const simulated = { scenario: 'healthy', seed: 1 };
  const instruments = { scope: { driver: 'rigol-ds', address: 'sim:oscilloscope', simulated } };
  const leaseOf = await aloneOnBench(clock, 'r1', instruments);
  const energised = { mark: () => Promise.resolve(), clear: () => undefined, isMarked: () => false };
  const inner = await clock.run(leaseBench({ run: 'r1', clock, host, leaseOf, energised, instruments }));
  const blocks = await keepBlocks(data, host, 'r1', inner);
  const capture = () => clock.run(blocks.bench.call('scope', 'capture', { channel: 1 }, 10_000)) as Promise<Waveform>;
  return { data, blocks, capture };
}

describe('a captured waveform', () => {
  it('stands whole in the evidence under its hash when the answer comes, and nothing else is left', async () => {
    const { data, blocks, capture } = await scopeBench();
    const { samples, count } = await capture();
    const kept = readFileSync(path.join(data, 'evidence', samples.sha256));
    expect(createHash('sha256').update(kept).digest('hex')).toBe(samples.sha256);
    expect([kept.length, samples.bytes]).toEqual([count, count]);
    blocks.close();
    expect(readdirSync(data)).toEqual(['evidence']);
    expect(readdirSync(path.join(data, 'evidence'))).toEqual([samples.sha256]);
  });

  it.each([
    ['a damaged', (bytes: Uint8Array) => bytes.map((byte, index) => (index === 7 ? byte ^ 1 : byte))],
    ['a shortened', (bytes: Uint8Array) => bytes.subarray(1)],
  ])('with %s piece counts for nothing', async (_what, spoil) => {
    const { data, blocks, capture } = await scopeBench(spoil);
    await expect(capture()).rejects.toMatchObject({ code: 'evidence/not-whole', params: { block: 'samples' } });
    blocks.close();
    expect(existsSync(path.join(data, 'evidence'))).toBe(false);
  });
});

const procedure = `
import { limit, procedure } from 'ohmstead/language';
const text = (en) => ({ en, 'zh-CN': en, 'zh-TW': en });
export default procedure({
  id: 'ripple',
  version: '1.0.0',
  title: text('Ripple'),
  needs: { scope: 'Oscilloscope' },
  stages: { look: text('Ripple of the charger') },
  measures: { ripple: limit.volts(text('Ripple')).atMost(0.5) },
  async run(t, { scope }) {
    const { peakToPeak } = await t.step('look', () => scope.capture({ channel: 1 }));
    await t.measure('ripple', peakToPeak);
  },
});
`;

it('crosses from the bench process to the record of a run, and verify tells when it is gone', async () => {
  const data = folder();
  const file = path.join(data, 'ripple.ts');
  writeFileSync(file, procedure);
  const command = (...args: string[]) => new CommandProcess(args, { folder: path.join(data, 'station') }).ended;
  await command('ticket', 'new', '--brand', 'D', '--model', 'D', '--fault', 'x');
  const [ticket] = (await command('tickets', '--json')).stdout.trim().split('\n');
  const { number } = JSON.parse(ticket ?? '{}') as { number: string };
  const ran = await command('run', file, '--ticket', number, '--bench', 'simulated', '--speed', '1', '--json');
  const stop = JSON.parse(ran.stdout.trim().split('\n').at(-1) ?? '{}') as { run: string; verdict: string };
  expect(stop.verdict, ran.stderr).toBe('PASS');
  const record = JSON.parse((await command('show', stop.run, '--json')).stdout) as {
    evidence: { kind: string; role: string; sha256: string; bytes: number }[];
  };
  const waveform = record.evidence.find(({ kind }) => kind === 'waveform');
  expect(waveform).toMatchObject({ role: 'scope', bytes: 1_200 });
  expect((await command('verify', stop.run, '--json')).stdout).toContain('"ok":true');
  rmSync(path.join(data, 'station', 'evidence', waveform?.sha256 ?? 'none'));
  const report = JSON.parse((await command('verify', stop.run, '--json')).stdout) as { differences: { key: string }[] };
  expect(report.differences.map(({ key }) => key)).toEqual(['waveform scope']);
}, 60_000);
