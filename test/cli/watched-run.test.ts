import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CodedError } from '../../foundation/failure.ts';
import type { Surroundings } from '../../station/cli/command.ts';
import type { EntryDraft } from '../../station/record/entry.ts';
import { FakeStation } from '../support/fake-station.ts';
import { FakeCommand } from '../support/fake-surroundings.ts';
import { journalOf, measured } from '../support/sample-journal.ts';

const run = 'RUN-20260105-0001';
const start = ['run', 'battery-health', '--ticket', 'SR-20260105-0001', '--bench', 'simulated'];
const prompt: EntryDraft = {
  kind: 'prompt',
  key: 'place-probes',
  promptKind: 'confirm',
  text: { en: 'Place the probes', 'zh-CN': '放置探针', 'zh-TW': '放置探針' },
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watch-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function command(
  station: FakeStation,
  options: { json?: boolean; onTerminal?: true; parts?: Partial<Surroundings> } = {},
) {
  return new FakeCommand({ folder, ...options, parts: { openStation: async () => station, ...options.parts } });
}

describe('a run that is watched', () => {
  it('prints every entry once and in order, also those that came before it could listen', async () => {
    const entries = journalOf(run, [measured('health', 92)]);
    const station = new FakeStation().answer('run/start', () => {
      station.commit(entries.slice(0, 2), false);
      station.commit(entries.slice(2, 3));
      return { run };
    });
    const cli = command(station, { json: true });
    const ended = cli.run(...start);
    setImmediate(() => station.commit(entries.slice(3)));
    expect(await ended).toBe(0);
    expect(cli.objects()).toEqual(entries);
    expect(cli.objects().at(-1)).toMatchObject({ kind: 'run.stop', verdict: 'PASS' });
    expect(station.closed).toBe(true);
  });

  it.each([
    ['PASS', 0, [measured('health', 92)]],
    ['FAIL', 1, [measured('health', 71)]],
    ['INCONCLUSIVE', 2, [measured('health', 92), { kind: 'undecided', key: null, code: 'made-up', params: {} }]],
    ['STOPPED', 2, [{ kind: 'stop', how: 'stop', by: 'command' }]],
  ] as const)('a run that ends %s leaves with %i', async (verdict, code, happenings) => {
    const entries = journalOf(run, happenings as never);
    const station = new FakeStation().answer('run/start', () => {
      station.commit(entries);
      return { run };
    });
    const cli = command(station);
    expect(await cli.run(...start)).toBe(code);
    expect(cli.stdout.text).toContain(verdict);
  });

  it('the entries of another run are not its business', async () => {
    const entries = journalOf(run, [measured('health', 92)]);
    const station = new FakeStation().answer('run/start', () => ({ run }));
    const cli = command(station, { json: true });
    const ended = cli.run(...start);
    setImmediate(() => {
      const other = journalOf('RUN-20260105-0002', [measured('health', 1)], { unfinished: true });
      station.tell(other);
      station.commit(entries);
    });
    expect(await ended).toBe(0);
    expect(new Set(cli.objects().map((entry) => entry.run))).toEqual(new Set([run]));
  });

  it('Ctrl-C stops it properly and a second one is Emergency', async () => {
    const entries = journalOf(run, [{ kind: 'stop', how: 'stop', by: 'command' }]);
    const station = new FakeStation()
      .answer('run/start', () => ({ run }))
      .answer('run/emergency', () => station.commit(entries));
    const cli = command(station);
    const ended = cli.run(...start);
    await cli.clock.advance(10);
    cli.signal('SIGINT');
    await cli.clock.advance(10);
    expect(station.calls.at(-1)).toEqual(['run/stop', { run, by: 'command' }]);
    cli.signal('SIGINT');
    expect(await ended).toBe(2);
    expect(station.calls.map(([verb]) => verb)).toContain('run/emergency');
  });

  it('a terminal shows how far a record is, and not that of another run', async () => {
    const entries = journalOf(run, [measured('health', 92)]);
    const station = new FakeStation().answer('run/start', () => {
      station.commit(entries.slice(0, 2));
      return { run };
    });
    const cli = command(station, { onTerminal: true });
    const ended = cli.run(...start);
    await cli.clock.advance(1);
    const call = { role: 'scope', address: 'tcp:scope', verb: 'capture', total: 12_000_000, unit: 'points' } as const;
    station.tellProgress([
      { ...call, run, done: 3_000_000 },
      { ...call, run: 'RUN-20260105-0002', done: 9_000_000 },
    ]);
    const lines = () => cli.stderr.text.split('\r');
    expect(lines().at(-1)).toContain('scope 25 % · 3.0 / 12.0 M points');
    expect(lines().at(-1)).not.toContain('75 %');
    station.tellProgress([]);
    expect(lines().at(-1)).not.toContain('scope');
    station.commit(entries.slice(2));
    expect(await ended).toBe(0);
  });

  it('a question with a picture prints where it lies and what it shows', async () => {
    const shows = { en: 'Red probe on plus', 'zh-CN': '红表笔接正极', 'zh-TW': '紅色探棒接正極' };
    const sha256 = 'c0ffee'.padEnd(64, '0');
    const pictured: EntryDraft = { ...prompt, picture: { file: 'pictures/probes.svg', shows, sha256 } };
    const before = journalOf(run, [pictured], { unfinished: true });
    const answered: EntryDraft = { kind: 'answer', key: 'place-probes', value: true, openMs: 1, by: 'operator' };
    const station = new FakeStation()
      .answer('run/start', () => ({ run }))
      .answer('run/answer', () => station.commit(journalOf(run, [pictured, answered]).slice(before.length)));
    const cli = command(station, { parts: { terminal: { question: async () => 'y' } } });
    const ended = cli.run(...start);
    await cli.clock.advance(1);
    station.commit(before);
    await cli.clock.advance(5_000);
    await ended;
    const kept = path.join(folder, 'evidence', `${sha256}.svg`);
    expect(cli.stderr.text).toContain(`Picture: ${kept} (Red probe on plus)`);
  });

  it('goes on when its reader has gone away', async () => {
    const entries = journalOf(run, [measured('health', 92)]);
    const station = new FakeStation().answer('run/start', () => ({ run }));
    const cli = command(station, { json: true });
    const ended = cli.run(...start);
    cli.stdout.break();
    await cli.clock.advance(10);
    station.commit(entries);
    expect(await ended).toBe(0);
    expect(station.calls.map(([verb]) => verb)).not.toContain('run/stop');
  });

  it('a question nobody here can answer names the missing answer and stops the run', async () => {
    const before = journalOf(run, [prompt], { unfinished: true });
    const after = journalOf(run, [prompt, { kind: 'stop', how: 'stop', by: 'command' }]);
    const station = new FakeStation()
      .answer('run/start', () => ({ run }))
      .answer('run/stop', () => station.commit(after.slice(before.length)));
    const cli = command(station);
    const ended = cli.run(...start);
    await cli.clock.advance(1);
    station.commit(before);
    await cli.clock.advance(5_000);
    expect(await ended).toBe(2);
    expect(cli.stderr.text).toContain('--answer place-probes=VALUE');
  });

  it('a question that was answered beforehand is nobody else’s business', async () => {
    const answered: EntryDraft = { kind: 'answer', key: 'place-probes', value: true, openMs: 1, by: 'prepared' };
    const entries = journalOf(run, [prompt, answered, measured('health', 92)]);
    const station = new FakeStation().answer('run/start', () => ({ run }));
    const cli = command(station);
    const ended = cli.run(...start);
    await cli.clock.advance(1);
    station.commit(entries.slice(0, -1));
    await cli.clock.advance(60_000);
    station.commit(entries.slice(-1));
    expect(await ended).toBe(0);
    expect(cli.stderr.text).not.toContain('--answer');
  });

  it('a person at the terminal is asked again until the station takes the answer', async () => {
    const answered: EntryDraft = { kind: 'answer', key: 'place-probes', value: true, openMs: 1, by: 'operator' };
    const entries = journalOf(run, [prompt, answered, measured('health', 92)]);
    const typed = ['perhaps', 'y'];
    const station = new FakeStation()
      .answer('run/start', () => ({ run }))
      .answer('run/answer', ({ value }: { value: string }) => {
        if (value !== 'y')
          throw new CodedError('answer/invalid', { key: 'place-probes', given: value, kind: 'confirm' });
        station.commit(entries.slice(4));
      });
    const terminal = { question: async () => typed.shift() ?? '' };
    const cli = command(station, { parts: { terminal } });
    const ended = cli.run(...start);
    await cli.clock.advance(1);
    station.commit(entries.slice(0, 4));
    await cli.clock.advance(5_000);
    expect(await ended).toBe(0);
    expect(cli.stderr.text).toContain('Place the probes');
    expect(station.calls.filter(([verb]) => verb === 'run/answer')).toHaveLength(2);
  });

  it('a bench that is not there leaves with 69 and closes the station', async () => {
    const station = new FakeStation().answer('run/start', () => {
      throw new CodedError('bench/none-for-role', { role: 'meter', capability: 'Multimeter' });
    });
    const cli = command(station);
    expect(await cli.run(...start)).toBe(69);
    expect(station.closed).toBe(true);
    expect(cli.stderr.text).toContain('[bench/none-for-role]');
  });

  it('a resumed run prints only what is new', async () => {
    const entries = journalOf(run, [{ kind: 'interruption', lastEntry: 2, gapMs: null }, measured('health', 92)]);
    const station = new FakeStation().answer('run/resume', () => {
      station.commit(entries.slice(3));
      return { run };
    });
    station.commit(entries.slice(0, 3));
    const cli = command(station, { json: true });
    expect(await cli.run('resume', run)).toBe(0);
    expect(cli.objects()[0]).toMatchObject({ kind: 'interruption' });
    expect(cli.objects()).toHaveLength(entries.length - 3);
  });

  it('answers go to the station as they were typed', async () => {
    const entries = journalOf(run, [measured('health', 92)]);
    const station = new FakeStation().answer('run/start', () => {
      station.commit(entries);
      return { run };
    });
    await command(station).run(...start, '--answer', 'a=1=2', 'b=', '--answer=c=是');
    expect(station.calls[0]?.[1]).toMatchObject({ answers: { a: '1=2', b: '', c: '是' } });
  });
});
