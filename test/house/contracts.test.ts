/** Every verb of every contract has a validator, a handler and a test that names it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { type BenchParts, serveBench } from '../../drivers/bench/bench-server.ts';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { type Caller, caller } from '../../foundation/port/contract.ts';
import { memoryPortPair } from '../../foundation/port/memory-port.ts';
import { connectScript } from '../../procedures/language/script/script.ts';
import { openStation } from '../../station/compose/headless.ts';
import { type HandlerParts, scriptHandlers } from '../../station/runs/script-handlers.ts';
import { scriptValidators } from '../../station/runs/script-verbs.ts';
import { smallProcedure } from '../support/small-procedures.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** The verbs a contract type declares; types are gone at run time, so the source is read. */
function verbsOf(file: string, type: string): string[] {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.ESNext);
  const aliases = new Map(
    source.statements.filter(ts.isTypeAliasDeclaration).map((alias) => [alias.name.text, alias.type] as const),
  );
  const members = (node: ts.TypeNode | undefined): string[] => {
    if (node === undefined) return [];
    if (ts.isIntersectionTypeNode(node)) return node.types.flatMap(members);
    if (ts.isTypeReferenceNode(node)) return members(aliases.get((node.typeName as ts.Identifier).text));
    if (!ts.isTypeLiteralNode(node)) return [];
    return node.members.map((member) => (member.name as ts.StringLiteral | ts.Identifier).text);
  };
  const verbs = members(aliases.get(type));
  if (verbs.length === 0) throw new Error(`${file} declares no contract ${type}`);
  return verbs;
}

type AnyApi = Record<string, { readonly in: unknown; readonly out: unknown }>;

/** What a verb answers to something no validator takes; an unknown verb is found out before any validator is asked. */
async function refusalOf(callee: unknown, verb: string): Promise<string> {
  const call = (callee as Caller<AnyApi>).call(verb, { nobody: 'declared this' });
  return call.then(
    () => 'accepted',
    (error: { code?: string }) => error.code ?? 'no code',
  );
}

function testTexts(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return testTexts(name);
    const isTest = /\.test\.ts$/.test(name) && !name.startsWith('test/house/');
    return isTest ? [read(name)] : [];
  });
}
const tests = ['foundation', 'drivers', 'procedures', 'station', 'test'].flatMap(testTexts);
const named = (verb: string) => tests.some((text) => text.includes(`'${verb}'`));

const stationVerbs = verbsOf('station/api/station-api.ts', 'StationApi');
const benchVerbs = verbsOf('drivers/bench/bench-api.ts', 'BenchApi');
const scriptVerbs = verbsOf('procedures/language/script-api.ts', 'ScriptToHost');
const hostVerbs = verbsOf('procedures/language/script-api.ts', 'HostToScript');

describe('the station', () => {
  it('validates and handles every verb of its contract', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-verbs-'));
    const station = openStation(folder);
    try {
      expect(stationVerbs.length).toBeGreaterThan(15);
      for (const verb of stationVerbs)
        expect([verb, await refusalOf(station, verb)]).toEqual([verb, expect.stringMatching(/^input\//)]);
      expect(await refusalOf(station, 'run/nothing')).toBe('port/unknown-verb');
    } finally {
      await station.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('the bench', () => {
  it('validates and handles every verb of its contract', async () => {
    const [near, far] = memoryPortPair();
    const clock = new VirtualClock();
    const unused = (): never => {
      throw new Error('nothing invalid comes so far');
    };
    const parts: BenchParts = { clock, drivers: [], open: unused, discover: unused, operator: unused };
    const server = serveBench(far, parts);
    const bench = caller<AnyApi>(near, 'bench/lost');
    expect(benchVerbs.length).toBeGreaterThan(5);
    for (const verb of benchVerbs) expect([verb, await refusalOf(bench, verb)]).toEqual([verb, 'bench/bad-input']);
    expect(await refusalOf(bench, 'bench/nothing')).toBe('port/unknown-verb');
    await server.close();
  });
});

describe('the script', () => {
  it('is answered in every verb it may call, after its input was validated', () => {
    const handlers = Object.keys(scriptHandlers({} as HandlerParts));
    expect(scriptVerbs.length).toBeGreaterThan(15);
    expect(handlers.sort()).toEqual([...scriptVerbs].sort());
    expect(Object.keys(scriptValidators).sort()).toEqual([...scriptVerbs].sort());
  });

  it.each(scriptVerbs.filter((verb) => verb !== 'run/done'))(
    '%s from a script is refused when it makes no sense',
    (verb) => {
      const validate = (scriptValidators as Record<string, (input: unknown) => unknown>)[verb];
      for (const input of [undefined, 'text', { token: 'one', name: 7, code: 7, key: 7, failure: 7 }])
        expect(() => validate?.(input)).toThrow(expect.objectContaining({ code: 'script/invalid-message' }));
    },
  );

  it('answers every verb the station calls', async () => {
    const [host, script] = memoryPortPair();
    const receive = connectScript(smallProcedure, (message) => script.post(message));
    script.onMessage((message) => receive(message));
    const station = caller<AnyApi>(host, 'script/lost');
    expect(hostVerbs.sort()).toEqual(['run/start', 'undo/run']);
    for (const verb of hostVerbs) expect(await refusalOf(station, verb)).not.toBe('port/unknown-verb');
    expect(await refusalOf(station, 'run/nothing')).toBe('port/unknown-verb');
  });
});

describe('a test names', () => {
  it.each([...new Set([...stationVerbs, ...benchVerbs, ...scriptVerbs, ...hostVerbs])])('%s', (verb) => {
    expect(named(verb)).toBe(true);
  });
});
