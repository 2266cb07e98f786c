/**
 * The `.deb` from electron-builder's unpacked folder, with the same content that its own tool would give it: the
 * application in /opt, desktop entry, icons, udev rules, and the scripts of `electron-builder.yml`.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Debian's words for an architecture. */
const architectures = { x64: 'amd64', arm64: 'arm64', arm: 'armhf' };
/** What a window needs beside what the settings name; the list electron-builder uses for Debian 12. */
const always = [
  'libgtk-3-0',
  'libnotify4',
  'libxtst6',
  'xdg-utils',
  'libatspi2.0-0',
  'libuuid1',
  'libasound2',
  'libgbm1',
];

/** `electron-builder.yml`, read with the reader electron-builder itself uses. */
export function readSettings() {
  const { load } = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'))('js-yaml');
  return load(readFileSync(path.join(root, 'electron-builder.yml'), 'utf8'));
}

/** Returns the file. `unpacked`: electron-builder's `linux-unpacked`. */
export async function makeDeb(unpacked) {
  const settings = readSettings();
  const { name, version, description, license } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const { productName, linux, deb } = settings;
  const program = linux.executableName;
  const tree = path.join(root, 'release', '.deb');
  rmSync(tree, { recursive: true, force: true });
  const at = (...parts) => path.join(tree, ...parts);
  const write = (file, text, mode = 0o644) => {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text, { mode });
  };
  cpSync(unpacked, at('opt', productName), { recursive: true, dereference: true });
  write(
    at('usr/share/applications', `${program}.desktop`),
    `${[
      '[Desktop Entry]',
      ...[`Name=${productName}`, `Exec=/opt/${productName}/${program} %U`, 'Terminal=false', 'Type=Application'],
      ...[`Icon=${program}`, `StartupWMClass=${productName}`, `Comment=${description}`],
      ...['Comment[zh_CN]=电子维修工作台诊断站', 'Comment[zh_TW]=電子維修工作台診斷站'],
      `Categories=${linux.category};`,
    ].join('\n')}\n`,
  );
  for (const icon of readdirSync(path.join(root, 'build/icons')))
    cpSync(
      path.join(root, 'build/icons', icon),
      at('usr/share/icons/hicolor', icon.replace('.png', ''), 'apps', `${program}.png`),
    );
  for (const pair of deb.fpm) {
    const [from, to] = pair.split('=');
    write(at(to), readFileSync(path.join(root, from)));
  }
  const script = (file) => readFileSync(path.join(root, file), 'utf8');
  write(at('DEBIAN/postinst'), script(deb.afterInstall), 0o755);
  write(at('DEBIAN/postrm'), script(deb.afterRemove), 0o755);
  const size = execFileSync('du', ['-sk', tree], { encoding: 'utf8' }).split('\t')[0];
  const architecture = architectures[process.arch] ?? process.arch;
  write(
    at('DEBIAN/control'),
    `${[
      ...[`Package: ${name}`, `Version: ${version}`, `Architecture: ${architecture}`, `Maintainer: ${productName}`],
      ...[`Installed-Size: ${size}`, 'Section: electronics', 'Priority: optional', `Depends: ${depends(deb)}`],
      ...[`Recommends: ${deb.recommends.join(', ')}`, `License: ${license}`, `Description: ${description}`],
    ].join('\n')}\n`,
  );
  const file = path.join(root, 'release', `${name}_${version}_${architecture}.deb`);
  if (existsSync(file)) rmSync(file);
  // xz would take minutes for what is used once on a bench.
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z1', '--build', tree, file], { stdio: 'ignore' });
  rmSync(tree, { recursive: true, force: true });
  return file;
}

function depends(deb) {
  return [...new Set([...always, ...deb.depends])].join(', ');
}
