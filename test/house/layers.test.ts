/** Each pure room compiles without Node: a file in it that uses a Node type or a DOM type does not compile. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

const plain = 'export const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);';
const intruders: Readonly<Record<string, string>> = {
  'the process': 'export const name = process.env.HOME;',
  'a buffer': "export const bytes = Buffer.from('00', 'hex');",
  'a timer': 'export const timer = setTimeout(() => undefined, 5);',
  'a module of Node': "import { readFileSync } from 'node:fs';\nexport const text = readFileSync('x', 'utf8');",
  'the network': "export const page = fetch('http://localhost');",
  'the screen': 'export const title = document.title;',
};

/** How many errors each source has when it stands in the room beside all that really stands there. */
function errorsIn(room: string, sources: readonly string[]): number[] {
  const folder = path.join(root, room);
  const config = ts.readConfigFile(path.join(folder, 'tsconfig.json'), ts.sys.readFile).config as object;
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const added = new Map(sources.map((source, index) => [path.join(folder, `added-${index}.ts`), source]));
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (name) => added.has(name) || fileExists(name);
  host.readFile = (name) => added.get(name) ?? readFile(name);
  host.getSourceFile = (name, version, ...rest) => {
    const source = added.get(name);
    return source === undefined
      ? getSourceFile(name, version, ...rest)
      : ts.createSourceFile(name, source, version, true);
  };
  const rootNames = [...fileNames, ...added.keys()];
  const program = ts.createProgram(rootNames, { ...options, noEmit: true, composite: false }, host);
  return [...added.keys()].map((name) => program.getSemanticDiagnostics(program.getSourceFile(name)).length);
}

describe.each(['procedures', 'station/record'])('%s', (room) => {
  it('compiles plain language and nothing that needs Node or a page', () => {
    const [ofPlain, ...ofIntruders] = errorsIn(room, [plain, ...Object.values(intruders)]);
    expect(ofPlain).toBe(0);
    expect(Object.keys(intruders).filter((_what, index) => ofIntruders[index] === 0)).toEqual([]);
  });
});
