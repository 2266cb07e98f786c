/** Keysight and Agilent InfiniiVision oscilloscopes: 1000X, 2000X, 3000X. */
import type { ByteDriver } from '../../contract/driver.ts';
import { knownModel } from '../../contract/simulator.ts';
import { openScope } from '../scpi-scope/instrument.ts';
import { keysightDialect, keysightIdn } from './dialect.ts';
import { keysightModels, simulateKeysight } from './simulator.ts';

export const keysightInfiniiVision: ByteDriver = {
  link: 'bytes',
  manifest: {
    id: 'keysight-infiniivision',
    models: ['DSOX1102G', 'DSOX1204G', 'DSOX2024A', 'DSOX3054A', 'MSOX3054T', 'EDUX1002G'].map((model) => ({
      make: 'Keysight',
      model,
    })),
    capability: 'Oscilloscope',
    recognised: {
      tmcVendors: [0x0957, 0x2a8d],
      idn: [keysightIdn],
      by: 'its answer to *IDN?; over the network on port 5025',
    },
    minGapMs: 2,
    energises: false,
    version: '1.0.0',
  },
  safeState: { frames: [], gapMs: 0 },
  open: (transport, { clock }) =>
    openScope(transport, clock, (identity) => (keysightIdn.test(identity) ? keysightDialect : undefined)),
  simulate: (unit, context) =>
    simulateKeysight(unit, context, { model: knownModel(context.model, keysightModels, 'DSOX2024A') }),
};
