/** Pictures beside prompts: read from the procedure's own folder only, and declared by what they hold. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { failureOf } from '../../foundation/failure.ts';
import { isPictureName } from '../../procedures/language/picture.ts';
import { bundleProcedure, readBundle } from '../../station/runs/script/bundle.ts';
import { mostPictureBytes } from '../../station/runs/script/pictures.ts';

const above = mkdtempSync(path.join(tmpdir(), 'ohmstead-pictures-'));
const folder = path.join(above, 'own');
mkdirSync(path.join(folder, 'sub'), { recursive: true });
afterAll(() => rmSync(above, { recursive: true, force: true }));

const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>';
writeFileSync(path.join(folder, 'sub', 'probes.svg'), drawing);
writeFileSync(path.join(above, 'secret.svg'), drawing);

let made = 0;
/** The bundle of a procedure with that picture. */
function pictured(picture: unknown, prompts = 1) {
  made += 1;
  const file = path.join(folder, `p${made}.ts`);
  const text = "{ en: 'Text', 'zh-CN': '文', 'zh-TW': '文' }";
  const asked = Array.from({ length: prompts }, (_, i) => `ready${i}: prompt.confirm(${text}, { picture })`);
  writeFileSync(
    file,
    `import { procedure, prompt } from 'ohmstead/language';
const picture = ${JSON.stringify(picture)} as never;
export default procedure({ id: 'pictured', version: '1.0.0', title: ${text}, needs: {}, stages: {}, measures: {},
  prompts: { ${asked.join(', ')} }, async run() {} });\n`,
  );
  return bundleProcedure(file);
}
const shows = { en: 'Probes', 'zh-CN': '表笔', 'zh-TW': '探棒' };
const refusal = (picture: unknown) =>
  pictured(picture).then(
    () => 'not refused',
    (error: unknown) => failureOf(error).code,
  );
const sha256 = (bytes: string) => createHash('sha256').update(bytes).digest('hex');

describe('a picture beside a prompt', () => {
  it('is declared with the hash of its bytes, also in the copy that the store keeps', async () => {
    const { code, hash, declared, pictures } = await pictured({ file: 'sub/probes.svg', shows }, 2);
    expect(declared.prompts.ready0?.picture).toEqual({ file: 'sub/probes.svg', shows, sha256: sha256(drawing) });
    expect(pictures.map(({ file }) => file)).toEqual(['sub/probes.svg']);
    expect(Buffer.from(pictures[0]?.bytes ?? []).toString()).toBe(drawing);
    expect(await readBundle(code)).toEqual({ code, hash, declared });
  });

  it('makes another bundle when another picture has its name', async () => {
    writeFileSync(path.join(folder, 'a.svg'), drawing);
    const first = await pictured({ file: 'a.svg', shows });
    writeFileSync(path.join(folder, 'a.svg'), `${drawing}\n`);
    const second = await bundleProcedure(path.join(folder, `p${made}.ts`));
    expect(second.hash).not.toBe(first.hash);
  });

  it('cannot bring a hash of its own', async () => {
    const { declared } = await pictured({ file: 'sub/probes.svg', shows, sha256: 'f'.repeat(64) });
    expect(declared.prompts.ready0?.picture?.sha256).toBe(sha256(drawing));
  });

  it.each([
    '../secret.svg',
    'sub/../../secret.svg',
    '/etc/passwd.svg',
    'C:/secret.svg',
    'sub\\probes.svg',
    './a.svg',
    '.hidden.svg',
    'sub//probes.svg',
    'a.svg#dark',
    'a.svg?x',
    '%2e%2e/secret.svg',
    'a b.svg',
    'a\u202egvs.svg',
    'a\0.svg',
    'a.html',
    'a.SVG',
    'svg',
    '',
    `${'x'.repeat(120)}.svg`,
    7,
    null,
  ])('is refused by its name %j', async (file) => {
    expect(await refusal({ file, shows })).toBe('script/picture-name');
  });

  it('that is a link out of the folder is not read', async () => {
    symlinkSync(path.join(above, 'secret.svg'), path.join(folder, 'link.svg'));
    symlinkSync(above, path.join(folder, 'up'));
    expect(await refusal({ file: 'link.svg', shows })).toBe('script/picture-outside');
    expect(await refusal({ file: 'up/secret.svg', shows })).toBe('script/picture-outside');
  });

  it('is refused when it is missing, too large, or not what its name says', async () => {
    mkdirSync(path.join(folder, 'folder.png'));
    writeFileSync(path.join(folder, 'large.svg'), drawing.padEnd(mostPictureBytes + 1));
    writeFileSync(path.join(folder, 'page.svg'), '<html><script>1</script></html>');
    writeFileSync(path.join(folder, 'drawing.png'), drawing);
    const refused = ['none.svg', 'folder.png', 'large.svg', 'page.svg', 'drawing.png'].map((file) =>
      refusal({ file, shows }),
    );
    const notOne = 'script/picture-not-one';
    expect(await Promise.all(refused)).toEqual([
      'script/picture-missing',
      notOne,
      'script/picture-too-large',
      notOne,
      notOne,
    ]);
  });

  it('without words for what it shows is refused', async () => {
    expect(await refusal({ file: 'sub/probes.svg', shows: { ...shows, 'zh-TW': ' ' } })).toBe('script/bad-declaration');
    expect(await refusal({ file: 'sub/probes.svg' })).not.toBe('not refused');
  });
});

it('no name that is allowed leads out of the folder', () => {
  const piece = fc.constantFrom('..', '.', '/', '\\', 'a', '-', '~', 'C:', '.svg', '.png', '\0', '%2e', ' ');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
      const name = `${pieces.join('')}.svg`;
      if (!isPictureName(name)) return;
      expect(path.posix.normalize(name)).toBe(name);
      expect(path.resolve('/home', name).startsWith('/home/')).toBe(true);
    }),
    { seed: 20_261_122, numRuns: 5_000 },
  );
});
