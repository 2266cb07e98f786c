import { execFile } from 'node:child_process';
import { expect, it } from 'vitest';
import { CodedError } from '../../../foundation/failure.ts';
import type { PhoneLink, ShellResult } from '../../contract/phone-link.ts';
import { crc32Posix } from './posix-checksum.ts';
import { askAll } from './shell-round.ts';

/** A link whose phone is this machine's POSIX shell, or whatever `answer` makes of the line. */
function linkTo(answer: (line: string) => Promise<ShellResult>): PhoneLink {
  return { serial: 'x', run: answer } as unknown as PhoneLink;
}

const realShell = linkTo(
  (line) =>
    new Promise((resolve) => {
      execFile('sh', ['-c', line], (error, out, err) => resolve({ code: Number(error?.code ?? 0), out, err }));
    }),
);
const options = { deadlineMs: 5000 };

it('answers of one round trip through a real POSIX shell each belong to their command', async () => {
  const commands = {
    first: 'echo one; echo two',
    fails: 'cat /nonexistent/node 2>&1',
    silent: 'true',
    quotes: `echo "it's (here" | grep -c "it's ("`,
    unended: 'printf no-newline',
  };
  const answers = await askAll(realShell, commands, options);
  expect(answers.first).toEqual({ text: 'one\ntwo\n', code: 0 });
  expect(answers.fails.text).toContain('No such file or directory');
  expect(answers.fails.code).toBe(1);
  expect(answers.silent).toEqual({ text: '', code: 0 });
  expect(answers.quotes.text).toBe('1\n');
  expect(answers.unended.text).toBe('no-newline');
});

it('the checksum is that of cksum', () => {
  // `printf 'hello\n' | cksum` of coreutils.
  expect(crc32Posix(new TextEncoder().encode('hello\n'))).toBe(3015617425);
});

it.each(['level: 8', 'level: 81', 'level: 800'])('an answer damaged to "%s" is never another number', async (wrong) => {
  const damaged = linkTo(async (line) => {
    const result = await realShell.run(line);
    return { ...result, out: result.out.replace('level: 80', wrong) };
  });
  await expect(askAll(damaged, { battery: 'echo "  level: 80"' }, options)).rejects.toMatchObject({
    code: 'phone/damaged-answer',
  });
});

it('an answer that was cut off is a failure and never an empty answer', async () => {
  const cut = linkTo(async (line) => {
    const result = await realShell.run(line);
    return { ...result, out: result.out.slice(0, result.out.indexOf('@@1')) };
  });
  await expect(askAll(cut, { a: 'echo a', b: 'echo b' }, options)).rejects.toBeInstanceOf(CodedError);
});

it('a phone without the checksum tool is believed, because it says so itself', async () => {
  const poor = linkTo(async (line) => realShell.run(line.replace('| cksum', '| cksum-that-is-missing')));
  const missing = linkTo(async (line) => {
    const { code, out, err } = await poor.run(line);
    return {
      code,
      err,
      out: out.replace(/.*cksum-that-is-missing.*/, '/system/bin/sh: cksum: inaccessible or not found'),
    };
  });
  await expect(askAll(missing, { a: 'echo a' }, options)).resolves.toEqual({ a: { text: 'a\n', code: 0 } });
});

it('a command that timed out on a busy phone is asked once more, the others are not', async () => {
  const lines: string[] = [];
  let busy = true;
  const link = linkTo(async (line) => {
    lines.push(line);
    const result = await realShell.run(line.replace('dumpsys slow', busy ? 'sh -c "exit 124"' : 'echo late'));
    busy = false;
    return result;
  });
  const answers = await askAll(link, { quick: 'echo quick', slow: 'dumpsys slow' }, options);
  expect(answers).toEqual({ quick: { text: 'quick\n', code: 0 }, slow: { text: 'late\n', code: 0 } });
  expect(lines).toHaveLength(2);
  expect(lines[1]).not.toContain('echo quick');
});
