/** Bench multimeters that speak SCPI: one engine, dialects as data. */
import type { ByteDriver } from '../../contract/driver.ts';
import { knownModel } from '../../contract/simulator.ts';
import { scpiAccuracy } from './accuracy.ts';
import { dialects } from './dialects.ts';
import { minGapMs, openScpiMultimeter } from './instrument.ts';
import { modelNames } from './simulated-models.ts';
import { simulateScpiMultimeter } from './simulator.ts';

export const scpiMultimeter: ByteDriver = {
  link: 'bytes',
  manifest: {
    id: 'scpi-multimeter',
    models: dialects.flatMap((dialect) => dialect.models),
    capability: 'Multimeter',
    recognised: {
      // The CH340 of the OWON meters; a thousand other things have one.
      usb: [{ vendor: 0x1a86, product: 0x7523 }],
      idn: dialects.map((dialect) => dialect.idn),
      by: 'its answer to *IDN?; over the network usually on port 5025',
    },
    // OWON over USB. The 34401A on RS-232 comes with 9600 8N2 and has to be set to this line, or reached otherwise.
    line: { baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1 },
    minGapMs,
    accuracy: scpiAccuracy,
    energises: false,
    version: '1.2.0',
  },
  safeState: { frames: [], gapMs: 0 },
  open: (transport, { clock }) => openScpiMultimeter(transport, clock),
  simulate: (unit, context) =>
    simulateScpiMultimeter(unit, context, { model: knownModel(context.model, modelNames, '34465A') }),
};
