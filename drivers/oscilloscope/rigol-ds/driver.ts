/** Rigol oscilloscopes: DS1000Z, MSO5000, DHO800/900 and their relatives DS2000 and DS4000. */
import type { ByteDriver } from '../../contract/driver.ts';
import { knownModel } from '../../contract/simulator.ts';
import { openScope } from '../scpi-scope/instrument.ts';
import { rigolDialect, rigolFamilies } from './dialect.ts';
import { rigolModels, simulateRigol } from './simulator.ts';

export const rigolDs: ByteDriver = {
  link: 'bytes',
  manifest: {
    id: 'rigol-ds',
    models: rigolFamilies.flatMap(({ models }) => models.map((model) => ({ make: 'Rigol', model }))),
    capability: 'Oscilloscope',
    recognised: {
      usb: [0x04ce, 0x0515, 0x044d, 0x04b0, 0x04b1].map((product) => ({ vendor: 0x1ab1, product })),
      tmcVendors: [0x1ab1],
      idn: rigolFamilies.map(({ idn }) => idn),
      by: 'its answer to *IDN?; over the network on port 5555',
    },
    minGapMs: 2,
    energises: false,
    version: '1.0.0',
  },
  safeState: { frames: [], gapMs: 0 },
  open: (transport, { clock }) =>
    openScope(transport, clock, (identity) => {
      const family = rigolFamilies.find(({ idn }) => idn.test(identity));
      return family === undefined ? undefined : rigolDialect(family);
    }),
  simulate: (unit, context) =>
    simulateRigol(unit, context, { model: knownModel(context.model, rigolModels, 'DS1054Z') }),
};
