/**
 * The packaging file names only what there is. Not the packer's whole schema, which costs 90 MB to have at hand: its
 * known words, the paths, and the USB ids of the drivers.
 */
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../drivers/catalogue.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const text = read('electron-builder.yml');
const rules = read('build/linux/60-ohmstead.rules');

/** Top-level words of electron-builder 26 that we use; a misspelled one is silently a default there. */
const known = [
  ...['appId', 'productName', 'directories', 'files', 'asar', 'asarUnpack', 'extraResources', 'npmRebuild'],
  ...['electronFuses', 'linux', 'deb', 'win', 'nsis', 'publish'],
];

describe('the packaging file', () => {
  it('uses only words the packer knows, each once', () => {
    const words = [...text.matchAll(/^(\w+):/gm)].map((match) => match[1] ?? '');
    expect(words.filter((word) => !known.includes(word))).toEqual([]);
    expect([...new Set(words)]).toEqual(words);
  });

  it('names only files and packages that are there', () => {
    const files = [...text.matchAll(/(?:[\s[])(build\/[\w./-]+)/g)].map((match) => match[1] ?? '');
    const folders = [...text.matchAll(/from: (\w+)/g)].map((match) => match[1] ?? '');
    const packages = [...text.matchAll(/node_modules\/((?:@[\w-]+\/)?[\w-]+|@[\w-]+)\//g)].map(
      (match) => match[1] ?? '',
    );
    expect(files.length * folders.length * packages.length).toBeGreaterThan(0);
    for (const name of [...files, ...folders]) expect([name, existsSync(path.join(root, name))]).toEqual([name, true]);
    const dependencies = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    for (const name of packages) {
      const wanted = Object.keys(dependencies.dependencies).some((one) => one === name || name.startsWith(`@${one}`));
      expect([name, wanted]).toEqual([name, true]);
    }
  });

  it('closes every door of Electron that a station does not need', () => {
    for (const fuse of ['runAsNode', 'enableNodeOptionsEnvironmentVariable', 'enableNodeCliInspectArguments'])
      expect(text).toMatch(new RegExp(`^ {2}${fuse}: false$`, 'm'));
    expect(text).toMatch(/^ {2}onlyLoadAppFromAsar: true$/m);
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
