/** `ohmstead doctor` tells everything it could look at, with cures, and writes the rules that the package holds. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { deviceRules } from '../../drivers/bench/device-rules.ts';
import { catalogue } from '../../drivers/catalogue.ts';
import { CodedError } from '../../foundation/failure.ts';
import type { StationLink } from '../../station/cli/command.ts';
import { FakeCommand } from '../support/fake-surroundings.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'doctor-'));
afterAll(() => rmSync(folder, { recursive: true }));
const root = path.resolve(import.meta.dirname ?? '.', '../..');

/** Answers the two questions of the doctor. */
class Answers implements StationLink {
  closed = false;
  readonly #check: () => unknown;

  constructor(check: () => unknown) {
    this.#check = check;
  }

  async call(verb: string): Promise<never> {
    return (verb === 'station/check' ? this.#check() : [busy]) as never;
  }

  on(): () => void {
    return () => undefined;
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}

const steps = [
  { step: 'disk', state: 'ok', finding: { code: 'port/busy', params: { path: '/x' } } },
  { step: 'database', state: 'failed', finding: { code: 'store/damaged', params: { file: 'f' } } },
];
const busy = {
  address: '/dev/ttyUSB0',
  driver: null,
  name: 'USB Serial',
  usable: false,
  problem: { code: 'port/busy', params: { path: '/dev/ttyUSB0', program: 'brltty', cure: 'cure/remove-brltty' } },
};

/** What a USB device says of itself, in bytes that would move a cursor and turn the writing. */
const hostile = {
  address: 'usb:1ab1:04ce:X\u001b[31m\u0007\u202e',
  driver: null,
  candidates: [],
  name: 'Scope\u001b[2J',
  usable: false,
  problem: {
    code: 'port/no-permission',
    params: { path: '/dev/bus/usb/001/006', group: 'root', cure: 'cure/install-rules' },
  },
};

describe('what a device calls itself', () => {
  const station = () =>
    new (class extends Answers {
      override async call(verb: string): Promise<never> {
        return (verb === 'station/check' ? [] : [hostile]) as never;
      }
    })(() => []);

  it.each(['doctor', 'instruments'])('reaches nobody’s terminal through `%s` but as text', async (word) => {
    const command = new FakeCommand({ folder, parts: { openStation: async () => station() } });
    await command.run(word);
    expect(command.stdout.text).toContain('usb:1ab1:04ce:X\\u{1b}[31m\\u{7}\\u{202e}');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    expect(command.stdout.text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  it.each(['doctor', 'instruments'])('what to do is said once by `%s`, and one thing only', async (word) => {
    const command = new FakeCommand({ folder, parts: { openStation: async () => station() } });
    await command.run(word);
    expect(command.stdout.text).toContain('This user may not open /dev/bus/usb/001/006; it was left alone. Install');
    expect(command.stdout.text).not.toContain('dialout');
  });
});

describe('the doctor', () => {
  it('tells the steps of the station and what is in the way of an instrument, each with its cure, and fails for a failed one', async () => {
    const station = new Answers(() => steps);
    const command = new FakeCommand({ folder, parts: { openStation: async () => station } });
    expect(await command.run('doctor')).toBe(1);
    expect(command.stdout.text).toMatch(/^✕ database: /m);
    expect(command.stdout.text).toMatch(/^! \/dev\/ttyUSB0 USB Serial: .*remove it \(apt remove brltty\)/m);
    expect(station.closed).toBe(true);
  });

  it('a check that does not work hides nothing else', async () => {
    const station = new Answers(() => {
      throw new CodedError('store/busy', { file: 'f' });
    });
    const command = new FakeCommand({ folder, json: true, parts: { openStation: async () => station } });
    expect(await command.run('doctor')).toBe(1);
    expect(command.objects().slice(-2)).toMatchObject([
      { step: 'station', state: 'failed', finding: { code: 'store/busy' } },
      { state: 'attention', finding: { code: 'port/busy' } },
    ]);
  });

  it('a station that cannot be opened is told as well', async () => {
    const openStation = () => Promise.reject(new CodedError('store/no-access', { file: 'f' }));
    const command = new FakeCommand({ folder, json: true, parts: { openStation } });
    expect(await command.run('doctor')).toBe(1);
    expect(command.objects().at(-1)).toMatchObject({ step: 'station', finding: { code: 'store/no-access' } });
  });

  it('writes the device rules, and says so when it may not', async () => {
    const file = path.join(folder, '60-ohmstead.rules');
    expect(await new FakeCommand({ folder }).run('doctor', '--write-udev', file)).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe(deviceRules(catalogue));
    const refused = new FakeCommand({ folder });
    expect(await refused.run('doctor', '--write-udev', path.join(folder, 'none', 'rules'))).toBe(69);
    expect(refused.stderr.text).toContain('[doctor/cannot-write]');
  });
});

it('the package holds the rules of the catalogue (else: npx ohmstead doctor --write-udev build/linux/60-ohmstead.rules)', () => {
  expect(readFileSync(path.join(root, 'build/linux/60-ohmstead.rules'), 'utf8')).toBe(deviceRules(catalogue));
});
