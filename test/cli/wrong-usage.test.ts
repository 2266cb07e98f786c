/** Every command refuses what it cannot understand with 64, a sentence on standard error, and nothing on standard output. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../station/cli/commands.ts';
import { FakeCommand } from '../support/fake-surroundings.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'usage-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Good operands and options for each command, to be spoiled one at a time. */
const wellFormed: Readonly<Record<string, readonly string[]>> = {
  read: ['--driver', 'uni-t-ut61e', '--port', '/dev/nothing'],
  simulate: ['uni-t-ut61e', '--port', 'tcp:127.0.0.1:0'],
  run: ['battery-health', '--ticket', 'SR-20260105-0001'],
  export: ['RUN-1', '--format', 'json'],
  'ticket new': ['--brand', 'A', '--model', 'B', '--fault', 'C'],
};

const wrong: readonly (readonly [string, readonly string[], string])[] = [
  ...commands.map((command) => {
    const name = command.words.join(' ');
    const operands = wellFormed[name] ?? command.operands.map((operand) => `some-${operand}`);
    return [name, [...command.words, ...operands, '--no-such-option'], 'usage/unknown-option'] as const;
  }),
  ...commands.map((command) => {
    const name = command.words.join(' ');
    const operands = wellFormed[name] ?? command.operands.map((operand) => `some-${operand}`);
    return [`${name} with a word too many`, [...command.words, ...operands, 'surplus'], 'usage/extra-operand'] as const;
  }),
  ...commands
    .filter((command) => command.operands.length > 0)
    .map((command) => [`${command.words.join(' ')} alone`, command.words, 'usage/missing-operand'] as const),
  ['nothing known', ['frobnicate'], 'usage/unknown-command'],
  ['ticket alone', ['ticket'], 'usage/unknown-command'],
  ['read without a driver', ['read', '--port', '/dev/x'], 'usage/missing-option'],
  ['read without a port', ['read', '--driver', 'uni-t-ut61e'], 'usage/missing-option'],
  ['read of no driver', ['read', '--driver', 'toaster', '--port', '/dev/x'], 'usage/unknown-driver'],
  ['read of no number', ['read', '--driver', 'uni-t-ut61e', '--port', '/x', '--samples', '1e'], 'usage/bad-number'],
  [
    'read of half a sample',
    ['read', '--driver', 'uni-t-ut61e', '--port', '/x', '--samples', '1.5'],
    'usage/bad-number',
  ],
  ['read of no samples', ['read', '--driver', 'uni-t-ut61e', '--port', '/x', '--samples', '0'], 'usage/bad-number'],
  ['decode of no driver', ['decode', 'toaster'], 'usage/unknown-driver'],
  ['decode of a phone', ['decode', 'android'], 'usage/no-decoder'],
  ['simulate of no fault', ['simulate', 'uni-t-ut61e', '--port', '/x', '--fault', 'rust'], 'usage/unknown-fault'],
  ['simulate of no scenario', ['simulate', 'uni-t-ut61e', '--port', '/x', '--scenario', 'x'], 'usage/unknown-scenario'],
  ['run without a ticket', ['run', 'battery-health'], 'usage/missing-option'],
  ['run of no file', ['run', './no-such.ts', '--ticket', 'SR-20260105-0001'], 'usage/no-file'],
  ['run on no bench file', ['run', 'p', '--ticket', 'SR-20260105-0001', '--bench', './none.json'], 'usage/no-file'],
  ['a hurried real bench', ['run', 'p', '--ticket', 'SR-20260105-0001', '--speed', '9'], 'usage/simulated-only'],
  ['an answer without =', ['run', 'p', '--ticket', 'SR-20260105-0001', '--answer', 'yes'], 'usage/answer'],
  ['no answers file', ['run', 'p', '--ticket', 'SR-20260105-0001', '--answers', '/none'], 'usage/no-file'],
  ['an option without its value', ['run', 'p', '--ticket'], 'usage/option-value'],
  ['rehearse of no scenario', ['rehearse', 'p', '--scenario', 'x'], 'usage/unknown-scenario'],
  ['show of no run', ['show', 'RUN-20260105-0001'], 'run/unknown'],
  ['verify of no run', ['verify', 'RUN-20260105-0001'], 'run/unknown'],
  ['export of no run', ['export', 'RUN-20260105-0001', '--format', 'csv'], 'run/unknown'],
  ['export without a format', ['export', 'RUN-1'], 'usage/missing-option'],
  ['export of no format', ['export', 'RUN-1', '--format', 'xml'], 'usage/format'],
  ['a hostile run', ['show', `${'x'.repeat(10_000)}`], 'input/too-long'],
  ['a run with colours in it', ['show', '\u001b[31mRUN'], 'input/control-characters'],
  ['ticket new without a brand', ['ticket', 'new', '--model', 'B', '--fault', 'C'], 'usage/missing-option'],
  ['ticket new with no brand', ['ticket', 'new', '--brand', ' ', '--model', 'B', '--fault', 'C'], 'input/empty'],
  ['ticket show of none', ['ticket', 'show', 'SR-20260105-0001'], 'ticket/unknown'],
  ['ticket show of no number', ['ticket', 'show', '17'], 'input/ticket-number'],
  ['ticket note of none', ['ticket', 'note', 'SR-20260105-0001', 'text'], 'ticket/unknown'],
  ['ticket note of nothing', ['ticket', 'note', 'SR-20260105-0001', ''], 'input/empty'],
  ['ticket status of none', ['ticket', 'status', 'SR-20260105-0001', 'lost'], 'input/not-one-of'],
  ['check of no file', ['check', 'no-such-file.ts'], 'usage/no-file'],
];

describe('wrong usage', () => {
  it.each(wrong)('%s', async (_, argv, code) => {
    const command = new FakeCommand({ folder });
    expect(await command.run(...argv)).toBe(64);
    expect(command.stdout.text).toBe('');
    expect(command.stderr.text).toMatch(/^ohmstead: \S.*\[/);
    expect(command.stderr.text.split('\n')[0]).toContain(`[${code}]`);
    expect(command.stderr.text).not.toContain('\u001b');
  });

  it('without any word the help goes to standard error', async () => {
    const command = new FakeCommand({ folder });
    expect(await command.run()).toBe(64);
    expect(command.stderr.text).toContain('ohmstead COMMAND');
  });

  it('every command explains itself', async () => {
    for (const { words, does, options } of commands) {
      const command = new FakeCommand({ folder });
      expect(await command.run(...words, '--help')).toBe(0);
      expect(command.stdout.text).toContain(does.en);
      for (const option of Object.keys(options)) expect(command.stdout.text).toContain(`--${option}`);
    }
  });
});
