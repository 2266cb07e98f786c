/**
 * libsigrok's own Korad driver against our simulated supply on a pseudo-terminal: somebody else's idea of the protocol
 * reads the same values, sets them and switches the output.
 */
import { afterAll, describe, it } from 'vitest';
import { koradDriver } from '../../drivers/power-supply/korad-ka3005p/driver.ts';
import { missing } from './peer-process.ts';
import { expectOurDriverToWork, expectSigrokToAgree, giveBack } from './supply-on-pty.ts';

const without = missing('sigrok-cli', 'socat', 'gcc');
afterAll(giveBack);

describe(`sigrok-cli on our simulated Korad${without}`, () => {
  it.skipIf(without !== '')(
    'reads the volts and amperes that the unit has',
    () => expectSigrokToAgree('korad-kaxxxxp', koradDriver, { volts: 0.01, amps: 0.001 }),
    60_000,
  );
});

describe(`our driver on the same line${missing('socat')}`, () => {
  it.skipIf(missing('socat') !== '')(
    'sets, switches and reads in real time',
    () => expectOurDriverToWork(koradDriver, 'KA3005P'),
    30_000,
  );
});
