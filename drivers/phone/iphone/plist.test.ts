/** Property tests; the seed stands in the output of a failure. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CodedError } from '../../../foundation/failure.ts';
import { crashesOf } from './parse/crash-names.ts';
import { gaugeFacts, registryEntry, signed } from './parse/gauge.ts';
import { type PlistValue, parsePlist } from './parse/plist.ts';
import { type Plain, renderPlist } from './simulator/render-plist.ts';

const seed = 7_304;
const text = fc.string({ unit: fc.constantFrom('a', 'B', '0', ' ', '<', '>', '&', '"', "'", 'é', '電', '\n', '-') });
const { tree } = fc.letrec<{ tree: Plain }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    text,
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n - 1n }),
    fc.array(tie('tree'), { maxLength: 5 }),
    fc.dictionary(text, tie('tree'), { maxKeys: 5, noNullPrototype: true }),
  ),
}));

function plain(value: PlistValue): unknown {
  if (value instanceof Map) return [...value].map(([key, each]) => [key, plain(each)]);
  return Array.isArray(value) ? value.map(plain) : value;
}

function expected(value: Plain): unknown {
  if (Array.isArray(value)) return value.map(expected);
  if (typeof value === 'object') return Object.entries(value).map(([key, each]) => [key, expected(each as Plain)]);
  return Object.is(value, -0) ? 0 : value;
}

const isRefusal = (error: unknown) => error instanceof CodedError && error.code === 'phone/unreadable';

/** The document, or `undefined` when it was refused; anything else that is thrown is a fault of the parser. */
function parsed(document: string): PlistValue | undefined {
  try {
    return parsePlist(document, 'test');
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

it('whatever is written is read back', () => {
  fc.assert(
    fc.property(tree, (value) => {
      expect(plain(parsePlist(renderPlist(value), 'test'))).toEqual(expected(value));
    }),
    { seed, numRuns: 500 },
  );
});

it('a document that is cut anywhere is refused', () => {
  const document = renderPlist({ a: [1, 'two', true], b: { c: 18446744073709550342n } });
  const end = document.trimEnd().length;
  for (let at = 0; at < end; at += 1) expect(parsed(document.slice(0, at)), `cut at ${at}`).toBeUndefined();
  expect(parsed(document.slice(0, end))).toBeDefined();
});

it('any text and any damage end in a document or in a refusal, and soon', () => {
  const document = renderPlist({ Voltage: 3876, list: [1, 2, { deep: 'x' }] });
  const damage = fc.array(fc.tuple(fc.nat(document.length - 1), fc.constantFrom('<', '>', '&', '/', '0', '', 'é')));
  fc.assert(
    fc.property(fc.oneof(fc.string(), damage), (spoilt) => {
      const letters = [...document];
      if (typeof spoilt !== 'string') for (const [at, letter] of spoilt) letters[at] = letter;
      parsed(typeof spoilt === 'string' ? spoilt : letters.join(''));
    }),
    { seed, numRuns: 3_000 },
  );
  const nested = `<plist>${'<array>'.repeat(200_000)}`;
  expect(parsed(nested)).toBeUndefined();
  expect(parsed(`<plist><string>${'&'.repeat(300_000)}</string></plist>`)).toBeUndefined();
  expect(parsed(`${' '.repeat(300_000)}<plis`)).toBeUndefined();
});

it.each([
  ['an entity of its own', '<!DOCTYPE plist [<!ENTITY a "b">]><plist><string>&a;</string></plist>'],
  ['an unknown entity', '<plist><string>&xxe;</string></plist>'],
  [
    'the same key twice',
    '<plist><dict><key>V</key><integer>1</integer><key>V</key><integer>2</integer></dict></plist>',
  ],
  ['a key without a value', '<plist><dict><key>V</key></dict></plist>'],
  ['words in a number', '<plist><integer>12 34</integer></plist>'],
  ['elements crossed', '<plist><dict><key>V</dict></key></plist>'],
  ['two values', '<plist><true/><true/></plist>'],
  ['text after the end', '<plist><true/></plist>x'],
  ['text between elements', '<plist><array>x<true/></array></plist>'],
])('%s is refused', (_what, document) => {
  expect(parsed(document)).toBeUndefined();
});

it('numbers that cannot be are no facts, and negative currents come in every width', () => {
  const entry = registryEntry(
    parsePlist(renderPlist({ IORegistry: { Voltage: 0, Temperature: 65535, CycleCount: -1, DesignCapacity: 0 } }), 'x'),
  );
  expect(entry && gaugeFacts(entry)).toEqual({ celsius: -0.01 });
  expect([18446744073709550342n, 4294966022, 64262, -1274].map(signed)).toEqual([-1274, -1274, -1274, -1274]);
  expect(registryEntry(parsePlist(renderPlist({ Diagnostics: { IORegistry: {} } }), 'x'))).toBeUndefined();
});

it('names of crash logs that are none are left out, whatever they are', () => {
  expect(crashesOf(['../../etc/passwd', 'x.ips', '-2024-05-01-123456.ips', 'a-2024-05-01-123456.ips.exe'])).toEqual([]);
  fc.assert(
    fc.property(fc.array(fc.string()), (names) => crashesOf(names).length <= names.length),
    { seed },
  );
});
