/** Bundles: the same bytes everywhere, and a hash that changes exactly with what can change a run. */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bundleHash, bundleProcedure, readBundle } from '../../station/runs/script/bundle.ts';
import { procedureSource } from './runaways.ts';

const folders = [1, 2].map(() => mkdtempSync(path.join(tmpdir(), 'ohmstead-bundle-')));
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
const [here = '', there = ''] = folders;

describe('a bundle', () => {
  it('has the same bytes and hash wherever its source lies', async () => {
    writeFileSync(path.join(here, 'beside.ts'), 'export const level = 3;\n');
    writeFileSync(
      path.join(here, 'a.ts'),
      `import { level } from './beside.ts';\n${procedureSource('await t.note("odd", { level });')}`,
    );
    for (const name of ['a.ts', 'beside.ts']) copyFileSync(path.join(here, name), path.join(there, name));
    const first = await bundleProcedure(path.join(here, 'a.ts'));
    const second = await bundleProcedure(path.join(there, 'a.ts'));
    expect(second.code).toBe(first.code);
    expect(second.hash).toBe(first.hash);
    expect(first.code).not.toContain(here);
    expect(first.sources.map((source) => path.basename(source)).sort()).toEqual(['a.ts', 'beside.ts']);
  });

  it('is read back from its code alone with the same hash and declaration', async () => {
    const built = await bundleProcedure(path.join(here, 'a.ts'));
    const { code, hash, declared } = built;
    expect(await readBundle(code)).toEqual({ code, hash, declared });
    expect(declared).toMatchObject({
      id: 'runaway',
      apiVersion: 1,
      needs: { meter: { capability: 'Multimeter', optional: false } },
      measures: { voltage: { unit: 'V', high: 5, required: true, judged: true, guarded: false } },
    });
  });

  it('has another hash when a limit, a comment-free line or the declaration differs, and not for a comment', async () => {
    const file = path.join(here, 'b.ts');
    const hashOf = async (source: string) => {
      writeFileSync(file, source);
      return (await bundleProcedure(file)).hash;
    };
    const source = procedureSource('await t.note("odd");');
    const hash = await hashOf(source);
    expect(await hashOf(`// a comment\n${source}`)).toBe(hash);
    expect(await hashOf(source.replace('atMost(5)', 'atMost(6)'))).not.toBe(hash);
    expect(await hashOf(source.replace('t.note("odd")', 't.fault("odd")'))).not.toBe(hash);
    const { code, declared } = await bundleProcedure(file);
    expect(bundleHash(code, { ...declared, version: '1.0.1' })).not.toBe(bundleHash(code, declared));
  });

  it('that does not compile is refused with its place', async () => {
    const file = path.join(here, 'c.ts');
    writeFileSync(file, 'export default {\n  a: 1,,\n};\n');
    await expect(bundleProcedure(file)).rejects.toMatchObject({
      code: 'script/does-not-compile',
      params: { file, line: 2 },
    });
  });

  it('of something that is no procedure is refused', async () => {
    const file = path.join(here, 'd.ts');
    writeFileSync(file, 'export default 3;\n');
    await expect(bundleProcedure(file)).rejects.toMatchObject({ code: expect.stringMatching(/^script\//) });
  });
});
