/** What the papers say is true: links lead somewhere, commands exist, the example runs, every entry has its line. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { commands } from '../../station/cli/commands.ts';
import { rehearse } from '../../station/compose/rehearsal.ts';
import { bundleProcedure } from '../../station/runs/script/bundle.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const papers = ['README.md', 'docs', 'docs/decisions'].flatMap((name) =>
  name.endsWith('.md')
    ? [name]
    : readdirSync(path.join(root, name))
        .filter((file) => file.endsWith('.md'))
        .map((file) => `${name}/${file}`),
);

it('every link leads to a file that is there', () => {
  const dead = papers.flatMap((paper) =>
    [...read(paper).matchAll(/\]\(([^)#:]+)\)/g)]
      .map((match) => path.join(path.dirname(paper), match[1] ?? ''))
      .filter((target) => !existsSync(path.join(root, target)))
      .map((target) => `${paper}: ${target}`),
  );
  expect(dead).toEqual([]);
});

it('every file and folder of the house that a paper names in code marks is there', () => {
  const rooms = /`((?:foundation|drivers|procedures|station|test|scripts)\/[\w./-]+)`/g;
  const missing = papers.flatMap((paper) =>
    [...read(paper).matchAll(rooms)]
      .map((match) => match[1] ?? '')
      .filter((name) => !/KIND|ID/.test(name) && !existsSync(path.join(root, name)))
      .map((name) => `${paper}: ${name}`),
  );
  expect(missing).toEqual([]);
});

/** Names in code marks without what stands in fences; those of a place to be filled in are no names. */
const namedIn = (paper: string) =>
  [
    ...read(paper)
      .replace(/```[\s\S]*?```/g, '')
      .matchAll(/`([\w@./-]+\.(?:tsx?|[mc]?js|css|md|yml))`/g),
  ]
    .map((match) => match[1] ?? '')
    .filter((name) => !/KIND|ID|NAME/.test(name));
/** Papers of other people. */
const elsewhere = ['Protocol.md', 'registers.md'];

function filesBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(folder, entry.name);
    if (!entry.isDirectory()) return [name];
    return /^(node_modules|dist.*|release|screenshots|\..*)$/.test(entry.name) ? [] : filesBelow(name);
  });
}

it('every file that a paper names is there, and one of a name that several have beside the readme that names it', () => {
  const files = filesBelow('.').map((file) => path.posix.normalize(file));
  const beside = files.filter((file) => file.includes('/') && path.basename(file) === 'README.md');
  expect(beside.length).toBeGreaterThan(20);
  const missing = [...papers, ...beside].flatMap((paper) => {
    const folder = path.posix.dirname(paper);
    const isThere = (name: string) => {
      if (existsSync(path.join(root, folder, name))) return true;
      const called = files.filter((file) => `/${file}`.endsWith(`/${name}`));
      const isPlain = beside.includes(paper) && !name.includes('/');
      return isPlain && called.length > 1 ? called.some((file) => file.startsWith(`${folder}/`)) : called.length > 0;
    };
    return namedIn(paper)
      .filter((name) => !elsewhere.includes(name) && !isThere(name))
      .map((name) => `${paper}: ${name}`);
  });
  expect(missing).toEqual([]);
});

it('every script of the package stands in the readme, and the readme names no other', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const names = [...read('README.md').matchAll(/\bnpm (?:run )?([a-z-]+)/g)].map((match) => match[1] ?? '');
  // npm itself runs `prepare`, and `npm ci` is npm's own.
  const own = Object.keys(scripts).filter((name) => name !== 'prepare');
  expect([...new Set(names)].filter((name) => name !== 'ci').sort()).toEqual(own.sort());
});

it('every command stands in the readme, and the readme names no other', () => {
  const table = read('README.md').split('## The command')[1]?.split('\n\n`ohmstead help')[0] ?? '';
  const words = new Set(
    [...table.matchAll(/^\| (.+?) \| /gm)].flatMap((row) =>
      [...(row[1] ?? '').matchAll(/`(ticket \w+|[\w-]+)/g)].map((match) => match[1] ?? ''),
    ),
  );
  expect([...words].sort()).toEqual(commands.map(({ words: own }) => own.join(' ')).sort());
});

it('every kind of journal entry has its line in the paper on records', () => {
  const source = read('station/record/entry.ts');
  const bodies = source.slice(source.indexOf('export type EntryBodies'), source.indexOf('export type EntryKind'));
  const kinds = [...bodies.matchAll(/^ {2}'?([a-z.]+)'?: \{/gm)].map((match) => match[1] ?? '');
  expect(kinds.length).toBeGreaterThan(25);
  const paper = read('docs/records.md');
  expect(kinds.filter((kind) => !paper.includes(`\`${kind}\``))).toEqual([]);
});

it('the procedure in the paper on procedures passes on a healthy unit', async () => {
  const source = /```ts\n([\s\S]*?)```/.exec(read('docs/procedures.md'))?.[1] ?? '';
  const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-paper-'));
  try {
    const file = path.join(folder, 'rest-drift.ts');
    writeFileSync(file, source);
    const { record } = await rehearse({ bundle: await bundleProcedure(file) });
    expect(record.measures.map(({ key, verdict }) => [key, verdict])).toEqual([
      ['open', 'PASS'],
      ['drift', 'PASS'],
      ['samples', 'PASS'],
    ]);
    expect(record.verdict).toBe('PASS');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
