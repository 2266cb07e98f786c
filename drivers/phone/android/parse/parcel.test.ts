import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parcelWords, parseBatteryProperty } from './parcel.ts';
import { hasRealOutputs, realOutput, realOutputs } from './real-output.ts';

const seed = Number(process.env.FC_SEED ?? 20260105);

it('a property on one line is the int64 of words 3 and 4', () => {
  const text = "Result: Parcel(00000000 00000000 00000001 0000005b 00000000   '............[.......')";
  expect(parseBatteryProperty(text)).toEqual({ availability: 'ok', value: 91 });
});

it('a negative current comes out negative', () => {
  const text =
    "Result: Parcel(\n  0x00000000: 00000000 00000000 00000001 fffe8550 '............P...'\n  0x00000010: ffffffff '....')";
  expect(parseBatteryProperty(text)).toEqual({ availability: 'ok', value: -96944 });
});

it.each([
  ['unsupported', 'Result: Parcel(00000000 00000000 00000001 00000000 80000000)', 'unknown'],
  ['an exception of the service', 'Result: Parcel(ffffffff 0000002a 00650053)', 'refused'],
  ['an error result', 'Result: Parcel(00000000 ffffffed 00000000)', 'unknown'],
  ['no value', 'Result: Parcel(00000000 00000000 00000000)', 'unknown'],
  ['a missing service', 'service: Service batteryproperties does not exist', 'absent'],
  ['a security exception', 'java.lang.SecurityException: no', 'refused'],
  ['an empty answer', '', 'unknown'],
])('%s is not a number', (_name, text, availability) => {
  expect(parseBatteryProperty(text)).toEqual({ availability });
});

it.skipIf(!hasRealOutputs)(`${realOutputs}: offsets and text columns are no words`, () => {
  const words = parcelWords(realOutput('identity/iphonesubinfo-parcel-simulated.txt'));
  expect(words?.slice(0, 4)).toEqual([0, 15, 0x00330035, 0x00360039]);
});

it('damaged parcels never throw and never yield a placeholder', () => {
  const word = fc.oneof(
    fc.constantFrom('00000000', '00000001', '80000000', 'ffffffff'),
    fc.stringMatching(/^[0-9a-f]{0,9}$/),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), fc.string(), (words, tail) => {
      const told = parseBatteryProperty(`Result: Parcel(${words.join(' ')}${tail}`);
      if (told.availability === 'ok') {
        expect(Number.isSafeInteger(told.value)).toBe(true);
        expect([0, -1, 2147483647, -2147483648]).not.toContain(told.value);
      }
    }),
    { seed, numRuns: 500 },
  );
});
