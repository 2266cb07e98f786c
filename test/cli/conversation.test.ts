/**
 * What `ohmstead read --record` has kept, read again by `ohmstead decode --conversation`: over TCP, on a real clock, with the
 * simulators of instruments that are asked.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../drivers/catalogue.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { openInstrument } from '../../station/cli/open-instrument.ts';
import { serveSimulator } from '../../station/cli/serve-simulator.ts';
import { FakeCommand } from '../support/fake-surroundings.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-conversation-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const place = { clock: new RealClock(), drivers: catalogue, folder };

async function* inputOf(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}

function command(stdin = ''): FakeCommand {
  const parts = {
    stdin: inputOf(stdin),
    openInstrument: (...given: [Parameters<typeof openInstrument>[1], string, Parameters<typeof openInstrument>[3]]) =>
      openInstrument(place, ...given),
  };
  return new FakeCommand({ folder, json: true, parts });
}

function driverOf(id: string) {
  const driver = catalogue.find(({ manifest }) => manifest.id === id);
  if (driver === undefined) throw new Error(`no such driver: ${id}`);
  return driver;
}

/** A recording of this driver's simulator, and what was printed meanwhile. */
async function recorded(id: string, samples: number) {
  const circumstances = { faults: [], scenario: 'healthy', speed: 1, seed: 7 };
  const simulator = await serveSimulator({ driver: driverOf(id), address: 'tcp:127.0.0.1:0', ...circumstances });
  const file = path.join(folder, `${id}-${samples}.txt`);
  try {
    const read = command();
    const given = ['--driver', id, '--port', simulator.address, '--samples', String(samples), '--record', file];
    const code = await read.run('read', ...given);
    expect([code, read.stderr.text]).toEqual([0, '']);
    return { printed: read.objects(), text: readFileSync(file, 'utf8'), file };
  } finally {
    await simulator.stop();
  }
}

/** Without what the computer's pace decides. */
const shown = (objects: readonly Record<string, unknown>[]) =>
  objects.map(({ at: _at, latencyMs: _latency, span: _span, ...rest }) => rest);

describe.each(['scpi-multimeter', 'keysight-u12xx', 'korad-ka3005p', 'riden-rd60xx', 'chargerlab-km003c', 'jbc-p02'])(
  '%s on a real line',
  (id) => {
    it('is decoded to what was read, each reading at the time it was read', async () => {
      const { printed, text } = await recorded(id, 3);
      expect(text).toMatch(new RegExp(`^# ohmstead conversation 1: ${id} [\\d.]+ at tcp:`));
      const decode = command(text);
      expect(await decode.run('decode', id, '--conversation')).toBe(0);
      expect(decode.stderr.text).toMatch(new RegExp(`^${printed.length} readings; \\d+ of \\d+ recorded writings`));
      const decoded = decode.objects();
      expect(shown(decoded)).toEqual(shown(printed));
      for (const [nth, { at }] of printed.entries())
        if (typeof at === 'number') expect(Math.abs(Number(decoded[nth]?.at) - at), `reading ${nth}`).toBeLessThan(500);
    });
  },
);

describe('a recording', () => {
  it('of one driver is refused by another, by both their names', async () => {
    const { text } = await recorded('korad-ka3005p', 1);
    const decode = command(text);
    expect(await decode.run('decode', 'rigol-dp800', '--conversation')).toBe(64);
    expect(decode.stderr.text).toMatch(/korad-ka3005p.*rigol-dp800.*\[conversation\/other-driver\]/);
    expect(decode.stdout.text).toBe('');
  });

  it('never takes the place of a file that is there', async () => {
    const file = path.join(folder, 'precious.txt');
    writeFileSync(file, 'precious');
    const read = command();
    const given = ['--driver', 'korad-ka3005p', '--port', 'tcp:127.0.0.1:1', '--record', file];
    expect(await read.run('read', ...given)).toBe(64);
    expect(read.stderr.text).toContain('[conversation/file-exists]');
    expect(readFileSync(file, 'utf8')).toBe('precious');
  });

  it('is not left behind when nothing was said, so that the next attempt can have its name', async () => {
    const file = path.join(folder, 'nothing.txt');
    const read = command();
    expect(await read.run('read', '--driver', 'korad-ka3005p', '--port', 'tcp:127.0.0.1:1', '--record', file)).toBe(69);
    expect(read.stderr.text).toContain('[transport/refused]');
    expect(existsSync(file)).toBe(false);
  });

  it('that a person has stopped ends with a whole reading', async () => {
    const circumstances = { faults: [], scenario: 'healthy', speed: 1, seed: 7 };
    const simulator = await serveSimulator({
      driver: driverOf('korad-ka3005p'),
      address: 'tcp:127.0.0.1:0',
      ...circumstances,
    });
    const file = path.join(folder, 'stopped.txt');
    const read = command();
    const reading = read.run('read', '--driver', 'korad-ka3005p', '--port', simulator.address, '--record', file);
    while (read.stdout.text.split('\n').length < 4) await new Promise((resolve) => setTimeout(resolve, 5));
    // In the middle of the next one: its first question is in the file already.
    const length = readFileSync(file).length;
    while (readFileSync(file).length === length) await new Promise((resolve) => setTimeout(resolve, 5));
    read.signal('SIGINT');
    expect(await reading).toBe(0);
    await simulator.stop();
    const decode = command(readFileSync(file, 'utf8'));
    expect(await decode.run('decode', 'korad-ka3005p', '--conversation')).toBe(0);
    expect(shown(decode.objects())).toEqual(shown(read.objects()));
  });

  it('of an instrument that did not answer as itself is kept, for somebody to look at', async () => {
    const circumstances = { faults: [], scenario: 'healthy', speed: 1, seed: 7 };
    const simulator = await serveSimulator({
      driver: driverOf('scpi-multimeter'),
      address: 'tcp:127.0.0.1:0',
      ...circumstances,
    });
    const file = path.join(folder, 'stranger.txt');
    const read = command();
    const code = await read.run('read', '--driver', 'rigol-dp800', '--port', simulator.address, '--record', file);
    await simulator.stop();
    expect(code).toBe(69);
    expect(readFileSync(file, 'utf8')).toMatch(/^> @[\d.]+ 2a 49 44 4e 3f 0a {2}# "\*IDN\?\\n"$/m);
  });

  it('of a phone cannot be made, and its decoding says where its readings are', async () => {
    const read = command();
    expect(await read.run('read', '--driver', 'android', '--port', 'adb:x', '--record', path.join(folder, 'p'))).toBe(
      64,
    );
    expect(read.stderr.text).toContain('[conversation/no-bytes]');
    for (const id of ['android', 'iphone']) {
      const decode = command('> 00');
      expect(await decode.run('decode', id, '--conversation')).toBe(64);
      expect(decode.stderr.text).toMatch(/ohmstead export RUN.*\[usage\/no-decoder\]/);
    }
  });
});

describe('a conversation that is typed', () => {
  it('is told apart from hexadecimal bytes, and a wrong line is named', async () => {
    const both = command();
    expect(await both.run('decode', 'korad-ka3005p', '--conversation', '--hex')).toBe(64);
    expect(both.stderr.text).toContain('[usage/one-of-two]');
    const wrong = command('> "*IDN?"\n< KORAD\n');
    expect(await wrong.run('decode', 'korad-ka3005p', '--conversation')).toBe(64);
    expect(wrong.stderr.text).toMatch(/Line 2.*KORAD.*\[conversation\/bad-line\]/);
  });

  it('that breaks off tells what is whole, and that there was more', async () => {
    const { text, printed } = await recorded('riden-rd60xx', 2);
    const cut = text.trimEnd().split('\n').slice(0, -1).join('\n');
    const decode = command(cut);
    expect(await decode.run('decode', 'riden-rd60xx', '--conversation')).toBe(69);
    expect(shown(decode.objects())).toEqual(shown(printed.slice(0, printed.length / 2)));
    expect(decode.stderr.text).toContain('[conversation/ends-in-reading]');
  });
});
