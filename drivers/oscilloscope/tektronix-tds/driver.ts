/** Tektronix oscilloscopes: TDS200/1000/2000, TBS1000 and TBS2000. */
import type { ByteDriver } from '../../contract/driver.ts';
import { knownModel } from '../../contract/simulator.ts';
import { openScope } from '../scpi-scope/instrument.ts';
import { tektronixDialect, tektronixFamilies } from './dialect.ts';
import { simulateTektronix, tektronixModels } from './simulator.ts';

export const tektronixTds: ByteDriver = {
  link: 'bytes',
  manifest: {
    id: 'tektronix-tds',
    models: tektronixFamilies.flatMap(({ models }) => models.map((model) => ({ make: 'Tektronix', model }))),
    capability: 'Oscilloscope',
    recognised: {
      usb: [{ vendor: 0x0699, product: 0x0368 }],
      tmcVendors: [0x0699],
      idn: tektronixFamilies.map(({ idn }) => idn),
      by: 'its answer to *IDN?; over USB, or the network on port 4000',
    },
    minGapMs: 5,
    energises: false,
    version: '1.0.0',
  },
  safeState: { frames: [], gapMs: 0 },
  open: (transport, { clock }) =>
    openScope(transport, clock, (identity) => {
      const family = tektronixFamilies.find(({ idn }) => idn.test(identity));
      return family === undefined ? undefined : tektronixDialect(family);
    }),
  simulate: (unit, context) =>
    simulateTektronix(unit, context, { model: knownModel(context.model, tektronixModels, 'TBS1202B') }),
};
