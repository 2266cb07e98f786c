import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineCutter, legacyResult, OutputCollector, withExitCode } from './shell-output.ts';

const seed = Number(process.env.SEED ?? 20261121);

describe('the exit code of an old shell', () => {
  it.each([
    ['exit 7', 7, ''],
    ['echo a; false', 1, 'a\n'],
    ['printf abc', 0, 'abc'],
    ['true # a comment at the end', 0, ''],
    ['sleep 0 &', 0, ''],
    ["echo '#rc=9'; exit 3", 3, '#rc=9\n'],
  ])('a real sh tells it for: %s', (command, code, out) => {
    const said = execFileSync('sh', ['-c', withExitCode(command)]).toString();
    expect(legacyResult(said)).toEqual({ code, out, err: '' });
    expect(legacyResult(said.replaceAll('\n', '\r\n'))).toEqual({ code, out, err: '' });
  });

  it('is not made up when the shell died before telling it', () => {
    expect(legacyResult('half of the out')).toBeUndefined();
    expect(legacyResult('#rc=')).toBeUndefined();
    expect(legacyResult('#rc=0\nmore')).toBeUndefined();
  });
});

describe('lines of a stream', () => {
  it('are the same however the bytes are cut, also inside a letter', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-zäß漢😀]{0,6}$/u), { minLength: 1, maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom('\n', '\r\n'),
        (lines, sizes, end) => {
          const bytes = new TextEncoder().encode(lines.map((line) => line + end).join(''));
          const seen: string[] = [];
          const cutter = new LineCutter((line) => seen.push(line));
          for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
            const size = sizes[turn % sizes.length] ?? 1;
            cutter.push(bytes.subarray(at, at + size));
            at += size;
          }
          cutter.end();
          expect(seen).toEqual(lines);
        },
      ),
      { seed, numRuns: 300 },
    );
  });

  it('without an end do not fill the memory', () => {
    const seen: string[] = [];
    const cutter = new LineCutter((line) => seen.push(line));
    for (let n = 0; n < 10; n += 1) cutter.push(new Uint8Array(30_000).fill(0x61));
    expect(seen.length).toBeGreaterThan(3);
  });
});

it('output and errors share one limit', () => {
  const output = new OutputCollector(10);
  output.add('out', new Uint8Array(6));
  expect(() => output.add('err', new Uint8Array(5))).toThrow('phone/too-much-output');
});
