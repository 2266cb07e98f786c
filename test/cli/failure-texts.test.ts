/** Every code that the source can throw has a sentence in every language, and no sentence is left over. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { languages } from '../../foundation/measurement/declaration.ts';
import { stationValidators } from '../../station/api/validators.ts';
import { failureText } from '../../station/texts/failure-text.ts';
import { failureTexts } from '../../station/texts/failures.ts';

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../..');

/** Made of a status, a side or a verdict where they are thrown, so no search finds them whole. */
const composed = [
  'limit/over',
  'limit/under',
  'reading/overrange',
  'reading/underrange',
  'reading/invalid',
  'reading/stale',
  'measure/fail',
  'measure/conditional-fail',
  'measure/conditional-pass',
  'measure/inconclusive',
  'measure/unset',
];

/** Look like codes and are none: what they are stands beside them. */
const notCodes = new Set([
  'y/n', // a question mark of the terminal
  'ohmstead/language', // the module that procedures import
]);
/** Channels of the phone's readings, and media types. */
const notDomains = /^(telephony|media|storage|video|audio|text|application|image|font)\//;

function sources(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'texts' ? [] : sources(name);
    return /\.ts$/.test(name) && !/\.test\.ts$|exit-code\.ts$/.test(name) ? [name] : [];
  });
}

interface Found {
  readonly code: string;
  readonly file: string;
}

const literal = /'([a-z]+(?:-[a-z]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*)'/g;
/** A key of a contract or of its handlers, the first argument of a call over a port, a channel, an event. */
const verbPlaces = [
  /'[^']+':\s*(?:Verb<|\(|async|validator\(|\{$|v\.|[a-z])/,
  /\b(?:call|ask|send|post|postEvent|onEvent|emit|tell|channel|reading\w*|onChannel|\w*\.call)\(\s*'/,
];

/** Codes thrown, returned or recorded by the production source. */
function codesInSource(): Found[] {
  const files = ['foundation', 'drivers', 'station', 'procedures', 'electron'].flatMap(sources);
  const texts = files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')] as const);
  const verbs = new Set(Object.keys(stationValidators));
  for (const [, text] of texts)
    for (const [, verb] of text.matchAll(/'([a-z-]+\/[a-z-]+)'\??:\s/g)) if (verb !== undefined) verbs.add(verb);
  const found: Found[] = [];
  for (const [file, text] of texts) {
    for (const line of text.split('\n')) {
      const thrown = /CodedError\(|code:|code =|Failure|fail\(|failure|\?\s*'|:\s*'|return '|coded\(/.test(line);
      for (const [, code] of line.matchAll(literal)) {
        if (code === undefined || notCodes.has(code) || notDomains.test(code) || line.includes(`from '${code}`))
          continue;
        if (!thrown && (verbs.has(code) || verbPlaces.some((place) => place.test(line)))) continue;
        if (verbs.has(code) && !new RegExp(`CodedError\\('${code}'|code: '${code}'`).test(line)) continue;
        found.push({ code, file });
      }
    }
  }
  return found;
}

describe('sentences for failures', () => {
  const found = codesInSource();

  it('the search finds what it is meant to find', () => {
    const codes = new Set(found.map(({ code }) => code));
    for (const code of ['instrument/timeout', 'store/full', 'ticket/unknown', 'usage/unknown-command', 'port/busy'])
      expect(codes).toContain(code);
    expect(codes).not.toContain('run/start');
  });

  it('no code is without a sentence', () => {
    const missing = found.filter(({ code }) => !Object.hasOwn(failureTexts, code));
    expect(missing.map(({ code, file }) => `${code} in ${file}`)).toEqual([]);
  });

  it('no sentence is left over from a code that is gone', () => {
    const codes = new Set([...found.map(({ code }) => code), ...composed]);
    expect(Object.keys(failureTexts).filter((code) => !codes.has(code))).toEqual([]);
  });

  it('the same parameters stand in all three languages', () => {
    for (const [code, texts] of Object.entries(failureTexts)) {
      const placeholders = languages.map((language) => [...texts[language].matchAll(/\{\w+\}/g)].map(String).sort());
      expect(placeholders[0], code).toEqual(placeholders[2]);
      expect(placeholders[1], code).toEqual(placeholders[2]);
    }
  });

  it('simplified and traditional sentences are not mixed up', () => {
    for (const [code, texts] of Object.entries(failureTexts)) {
      expect(texts['zh-CN'], code).not.toMatch(/[號機請檢錯誤儀電壓據為應處過這還]/);
      expect(texts['zh-TW'], code).not.toMatch(/[号机请检错误仪电压据为应处过这还]/);
    }
  });

  it('what came from outside cannot disturb the terminal', () => {
    const failure = { code: 'ticket/unknown', params: { ticket: '\u001b[2Jx\u202e' } };
    expect(failureText(failure, 'en')).not.toContain('\u001b');
    expect(failureText(failure, 'en')).not.toContain('\u202e');
  });

  it('an unknown code is shown with everything it carries', () => {
    expect(failureText({ code: 'made/up', params: { a: 1, b: 'x' } }, 'en')).toBe('made/up: a 1, b x');
  });
});
