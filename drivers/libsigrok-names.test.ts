import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue.ts';
import { libsigrokNames } from './libsigrok-names.ts';

/** `-L`: the list of its drivers, a name at the beginning of each line. */
const listed = spawnSync('sigrok-cli', ['-L'], { encoding: 'utf8' }).stdout ?? '';
const isAbsent = !listed.includes('scpi-dmm');
/** In its sources since release 0.5.2. */
const newer = ['rdtech-tc', 'rdtech-um'];

describe('libsigrok’s names', () => {
  it('are of drivers that the catalogue has, and never the id itself', () => {
    const ids = catalogue.map(({ manifest }) => manifest.id);
    for (const [id, name] of Object.entries(libsigrokNames)) {
      expect(ids).toContain(id);
      expect(name).not.toBe(id);
    }
  });

  it.skipIf(isAbsent)(`are in its own list${isAbsent ? ' (skipped: sigrok-cli not installed)' : ''}`, () => {
    for (const name of Object.values(libsigrokNames).filter((each) => !newer.includes(each))) {
      expect(listed).toMatch(new RegExp(`^ +${name} `, 'm'));
    }
  });
});
