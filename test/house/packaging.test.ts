/** The packaging file: the packer's own schema, the paths in it, and the USB ids of the drivers. */
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../drivers/catalogue.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const text = read('electron-builder.yml');
const rules = read('build/linux/60-ohmstead.rules');

const require = createRequire(import.meta.url);
const packer = createRequire(require.resolve('electron-builder/package.json'));
const { load } = packer('js-yaml') as { load(text: string): unknown };
/** Only reads; the schema's own remarks about types are no concern of ours. */
const schema = JSON.parse(readFileSync(packer.resolve('app-builder-lib/scheme.json'), 'utf8')) as object;
const validate = new Ajv({ strict: false, allErrors: true, logger: false }).compile(schema);

describe('the packaging file', () => {
  it('is what the packer understands', () => {
    validate(load(text));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('a word the packer does not know is noticed', () => {
    expect(validate({ ...(load(text) as object), asarUnpak: [] })).toBe(false);
  });

  it('names only files and packages that are there', () => {
    const files = [...text.matchAll(/(?:[\s[])(build\/[\w./-]+)/g)].map((match) => match[1] ?? '');
    const folders = [...text.matchAll(/from: (\w+)/g)].map((match) => match[1] ?? '');
    const packages = [...text.matchAll(/node_modules\/((?:@[\w-]+\/)?[\w-]+|@[\w-]+)\//g)].map(
      (match) => match[1] ?? '',
    );
    expect(files.length * folders.length * packages.length).toBeGreaterThan(0);
    for (const name of [...files, ...folders]) expect([name, existsSync(path.join(root, name))]).toEqual([name, true]);
    for (const name of packages)
      expect([name, existsSync(path.join(root, 'node_modules', name))]).toEqual([name, true]);
  });

  it('closes every door of Electron that a station does not need', () => {
    for (const fuse of [
      ...['runAsNode', 'enableNodeOptionsEnvironmentVariable', 'enableNodeCliInspectArguments'],
      'grantFileProtocolExtraPrivileges',
    ])
      expect(text).toMatch(new RegExp(`^ {2}${fuse}: false$`, 'm'));
    for (const fuse of ['onlyLoadAppFromAsar', 'enableEmbeddedAsarIntegrityValidation', 'enableCookieEncryption'])
      expect(text).toMatch(new RegExp(`^ {2}${fuse}: true$`, 'm'));
  });
});

describe('the device rules', () => {
  it('name every USB id of every driver, and keep ModemManager away from it', () => {
    const ids = catalogue.flatMap(({ manifest }) => manifest.recognised.usb ?? []);
    expect(ids.length).toBeGreaterThan(0);
    const hex = (id: number) => id.toString(16).padStart(4, '0');
    for (const { vendor, product } of ids) {
      const line = rules
        .split('\n')
        .find((one) => one.includes(`idVendor}=="${hex(vendor)}"`) && one.includes(`idProduct}=="${hex(product)}"`));
      expect([hex(vendor), hex(product), line]).toEqual([hex(vendor), hex(product), expect.any(String)]);
      expect(line).toContain('TAG+="uaccess"');
      expect(line).toContain('ENV{ID_MM_DEVICE_IGNORE}="1"');
    }
  });

  it('are installed and taken away by scripts that can be executed', () => {
    for (const script of ['after-install', 'after-remove']) {
      const file = path.join(root, `build/linux/${script}.sh`);
      expect(() => accessSync(file, constants.X_OK)).not.toThrow();
      expect(readFileSync(file, 'utf8')).toMatch(/^#!\/bin\/sh\n/);
    }
  });
});
