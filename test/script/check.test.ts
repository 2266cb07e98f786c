/** The check of a procedure: one small bad procedure for each rule, and a good one with nothing to say. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkProcedure } from '../../station/runs/script/check.ts';
import { procedureSource } from './runaways.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-check-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A body that uses every declared stage and measure, so that only the rule under test has something to say. */
const rest = `
    await t.establish('state', () => t.sleep(sec(1)), () => t.sleep(sec(1)));
    const s = await t.soak('two', { for: min(1), every: sec(1) }, async () => ({ v: await meter.read({ quantity: 'voltage' }) }));
    await t.measure('voltage', await s.v.max());`;
const good = `    const v = await t.step('one', () => meter.read({ quantity: 'voltage' }));
    await t.note('odd', { volts: v.value });${rest}`;

let files = 0;
async function codesOf(source: string): Promise<string[]> {
  files += 1;
  const file = path.join(folder, `procedure-${files}.ts`);
  writeFileSync(file, source);
  const { findings } = await checkProcedure(file);
  return findings.map(
    ({ code, line, params }) => `${code}:${line}${params.number === undefined ? '' : ` TS${params.number}`}`,
  );
}
/** Line 12 is the first of the body. */
const withStepBody = (body: string) => procedureSource(`    await t.step('one', async () => { ${body} });${rest}`);
const withMain = (main: string) => procedureSource(`${main}\n    await t.step('one', async () => 1);${rest}`);

describe('the check of a procedure', () => {
  it('has nothing to say about the example and about a good procedure', async () => {
    const { findings, declared, hash } = await checkProcedure(
      path.resolve(import.meta.dirname, 'example-procedure.ts'),
    );
    expect(findings).toEqual([]);
    expect(declared?.measures.sag).toMatchObject({ unit: 'V', high: 0.25, guarded: true });
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await codesOf(procedureSource(good))).toEqual([]);
  });

  it.each([
    ['a clock', 'return Date.now();', ['check/no-clock:12']],
    ['chance', 'return Math.random();', ['check/no-clock:12']],
    ['a timer', 'setTimeout(() => {}, 10); return 1;', ['check/no-clock:12']],
    ['a wait for nothing', 'await null; return 1;', ['check/foreign-await:12']],
    ['a wait for a promise of its own', 'await new Promise<void>((r) => r()); return 1;', ['check/foreign-await:12']],
    ['a call nobody awaits', 'meter.read({ quantity: "voltage" }); return 1;', ['check/unawaited:12']],
    ['a call dropped on purpose', 'void t.sleep(sec(1)); return 1;', ['check/unawaited:12']],
    ['a call kept for later', 'const p = t.sleep(sec(1)); return 1;', ['check/unawaited:12']],
  ])('finds %s', async (_what, body, expected) => {
    expect(await codesOf(withStepBody(body))).toEqual(expected);
  });

  it.each([
    [
      'an outer count',
      `let n = 0; await t.step('one', async () => { n += 1; return n; });`,
      ['check/outer-assignment:12'],
    ],
    [
      'an outer list',
      `const all: number[] = []; await t.step('one', async () => { all.push(1); return 1; });`,
      ['check/outer-assignment:12'],
    ],
    [
      'an outer count in stopWhen',
      `let n = 0; await t.soak('one', { for: sec(1), every: sec(1), stopWhen: () => (n++ > 3 ? 'x' : null) }, async () => ({ a: 1 }));`,
      ['check/outer-assignment:12'],
    ],
    ['a count of its own is no outer one', `await t.step('one', async () => { let n = 0; n += 1; return n; });`, []],
    [
      'a computed name',
      `const name = 'one' as const; await t.step(name, async () => 1);`,
      ['check/stage-never-begun:8', 'check/name-not-literal:12'],
    ],
    [
      'a name used twice',
      `await t.step('one', async () => 1); await t.step('one', async () => 2);`,
      ['check/name-twice:12'],
    ],
    [
      'a constant added to a reading',
      `const v = await t.step('one', async () => meter.read({ quantity: 'voltage' })); const off = q.constant(1, 'V'); void q.plus(v, off); void q.scale(v, 2);`,
      ['check/constant-in-measure:12'],
    ],
    ['a stage in a loop', `for (const n of [1, 2]) await t.step('one', async () => n);`, ['check/stage-in-loop:12']],
    [
      'an establish with an empty undo',
      `await t.step('one', async () => 1); await t.establish('state', async () => {}, async () => {});`,
      ['check/no-undo:12', 'check/name-twice:13'],
    ],
    [
      'a helper of its own may be awaited',
      `const two = async () => 2; await t.step('one', async () => await two());`,
      [],
    ],
  ])('finds or rightly does not find: %s', async (_what, main, expected) => {
    expect(await codesOf(procedureSource(`    ${main}${rest}`))).toEqual(expected);
  });

  it.each([
    [
      'a temperature for a voltage',
      `await t.measure('voltage', q.minus(q.constant(3, 'Cel'), q.constant(2, 'Cel')));`,
      2345,
    ],
    ['a misspelt measure', `await t.measure('voltagge', q.constant(3, 'V'));`, 2345],
    ['an unknown stage', `await t.step('three', async () => 1);`, 2345],
    ['an establish without undo', `await t.establish('state', async () => {});`, 2554],
    [
      'a bare number for a length of time',
      `await t.soak('two', { for: 60, every: sec(1) }, async () => ({ a: 1 }));`,
      2322,
    ],
  ])('finds, as a type error, %s', async (_what, main, number) => {
    expect((await codesOf(withMain(`    ${main}`))).filter((code) => code.startsWith('check/type'))).toEqual([
      `check/type:12 TS${number}`,
    ]);
  });

  it('tells the valid names when one is misspelt', async () => {
    const file = path.join(folder, 'misspelt.ts');
    writeFileSync(
      file,
      procedureSource(`    await t.fault('od');`).replace("odd: text('Odd')", "odd: text('Odd'), even: text('Even')"),
    );
    const { findings } = await checkProcedure(file);
    expect(findings.find((finding) => finding.code === 'check/type')?.params.message).toContain('"odd" | "even"');
  });

  it('finds a missing language, an empty text and a measure without a limit, where they stand', async () => {
    const missing = procedureSource(good).replace("title: text('Runaway')", "title: { 'zh-CN': 'a', en: 'b' }");
    expect((await codesOf(missing))[0]).toMatch(/^check\/type:\d+ TS2741|^script\/bad-declaration/);
    expect(await codesOf(procedureSource(good).replace("text('Voltage')", "text('')"))).toEqual([
      'script/bad-declaration:9',
    ]);
    expect(await codesOf(procedureSource(good).replace('.atMost(5)', ''))).toEqual(['script/bad-declaration:9']);
  });

  it('finds a declared measure that is never set and a stage that never begins', async () => {
    const source = procedureSource(good).replace(
      'voltage: limit',
      "other: limit.amps(text('Other')).atMost(1),\n voltage: limit",
    );
    expect(await codesOf(source.replace("two: text('Two')", "two: text('Two'), three: text('Three')"))).toEqual([
      'check/stage-never-begun:8',
      'check/measure-never-set:9',
    ]);
  });

  it('finds an import of anything but the own folder and the language, with its line', async () => {
    writeFileSync(path.join(folder, 'beside.ts'), 'export const level = 3;\n');
    mkdirSync(path.join(folder, 'inner'), { recursive: true });
    const codes = async (line: string) =>
      (await codesOf(`${line}\n${procedureSource(good)}`)).filter((code) => !code.startsWith('check/type'));
    expect(await codes("import { level } from './beside.ts'; export const twice = level * 2;")).toEqual([]);
    expect(await codes("import { readFileSync } from 'node:fs'; export const read = readFileSync;")).toEqual([
      'script/forbidden-import:1',
    ]);
    expect(await codes("import * as up from '../elsewhere.ts'; export const it = up;")).toEqual([
      'script/forbidden-import:1',
    ]);
    const insides = path.resolve(import.meta.dirname, '../../procedures/language/script/host-link.ts');
    const relative = path.relative(folder, insides);
    expect(await codes(`import { HostLink } from '${relative}'; export const link = HostLink;`)).toEqual([
      'script/forbidden-import:1',
    ]);
  });
});
