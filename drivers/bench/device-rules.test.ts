import { expect, it } from 'vitest';
import { catalogue } from '../catalogue.ts';
import { cureForRights, deviceRules, rulesName } from './device-rules.ts';

const rules = deviceRules(catalogue);
const lineOf = (ids: string) => {
  const [vendor, product] = ids.split(':');
  return rules.split('\n').find((line) => line.includes(`"${vendor}"`) && line.includes(`"${product}"`));
};

it.each(['1a86:7523', '10c4:ea60', '0403:6001', '067b:2303', '067b:23a3'])(
  'the serial adapter %s, which anything may hang on, has its line',
  (ids) => {
    expect(lineOf(ids)).toMatch(/^SUBSYSTEM=="tty", .*uaccess/);
  },
);

it('an instrument with USBTMC that nobody has noted is allowed by what its interface says, and its file of the kernel too', () => {
  const lines = rules.split('\n').filter((line) => /fe030[01]|usbtmc/.test(line));
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(line).toContain('TAG+="uaccess"');
});

it.each([
  ['any USBTMC instrument', { vendor: 0x1234, product: 1, kinds: ['usbtmc'] }, true],
  ['an adapter', { vendor: 0x0403, product: 0x6001 }, true],
  ['an id of a driver', { vendor: 0x5fc9, product: 0x0063 }, true],
  ['anything else', { vendor: 0x1234, product: 1, kinds: ['hid'] }, false],
] as const)('the rules name %s as the file does', (_, device, named) => {
  expect(rulesName(catalogue, device)).toBe(named);
});

it('who is refused is not sent in a circle', () => {
  expect(cureForRights(true, false)).toBe('cure/install-rules');
  expect(cureForRights(true, true)).toBe('cure/rules-take-effect');
  expect(cureForRights(false, false)).toBeUndefined();
});
