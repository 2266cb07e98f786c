/** Siglent oscilloscopes, with the older and the newer command set. */
import type { ByteDriver } from '../../contract/driver.ts';
import { knownModel } from '../../contract/simulator.ts';
import { openScope } from '../scpi-scope/instrument.ts';
import { legacyDialect, legacyFamilies, legacyIdn } from './legacy-dialect.ts';
import { newDialect, newIdn } from './new-dialect.ts';
import { siglentModels, simulateSiglent } from './simulator.ts';

/** The CML and its like. Of the model's name alone: any letters may be in its number. */
const wideModel = /^[^,]*,SDS\d{4}(CML|CNL|CFL|DL|CM)/i;

export const siglentSds: ByteDriver = {
  link: 'bytes',
  manifest: {
    id: 'siglent-sds',
    models: [
      'SDS1104X-E',
      'SDS1202X-E',
      'SDS1104X',
      'SDS1072CML',
      'SDS2104X Plus',
      'SDS1104X HD',
      'SDS824X HD',
      'SDS2104X HD',
    ].map((model) => ({ make: 'Siglent', model })),
    capability: 'Oscilloscope',
    recognised: {
      // f4ec:ee38 is also what SDM multimeters have, f4ed:ee3a what their generators have.
      usb: [
        { vendor: 0xf4ec, product: 0xee38 },
        { vendor: 0xf4ec, product: 0xee3a },
        { vendor: 0xf4ed, product: 0xee3a },
      ],
      tmcVendors: [0xf4ec, 0xf4ed],
      idn: [newIdn, legacyIdn],
      by: 'its answer to *IDN?; over the network on port 5025',
    },
    minGapMs: 2,
    energises: false,
    version: '1.0.0',
  },
  safeState: { frames: [], gapMs: 0 },
  open: (transport, { clock }) =>
    openScope(transport, clock, (identity) => {
      if (newIdn.test(identity)) return newDialect;
      if (!legacyIdn.test(identity)) return undefined;
      return legacyDialect(wideModel.test(identity) ? legacyFamilies.wide : legacyFamilies.narrow);
    }),
  simulate: (unit, context) =>
    simulateSiglent(unit, context, { model: knownModel(context.model, siglentModels, 'SDS1104X-E') }),
};
