/** Bench multimeters that speak SCPI: one engine, dialects as data. */
import type { ByteDriver } from '../../contract/driver.ts';
import { knownModel } from '../../contract/simulator.ts';
import { scpiAccuracy } from './accuracy.ts';
import { dialects } from './dialects.ts';
import { minGapMs, openScpiMultimeter } from './instrument.ts';
import { modelNames } from './simulated-models.ts';
import { simulateScpiMultimeter } from './simulator.ts';

/** 34465A, 34461A (two), 34460A, 34405A, SDM3055 (shared with scopes), DM3058, GDM-906x; see README. */
const tmcIds = [
  [0x2a8d, 0x0101],
  [0x2a8d, 0x1301],
  [0x2a8d, 0x1401],
  [0x0957, 0x1b07],
  [0x0957, 0x0618],
  [0xf4ec, 0xee38],
  [0x1ab1, 0x09c4],
  [0x2184, 0x0059],
] as const;

export const scpiMultimeter: ByteDriver = {
  link: 'bytes',
  manifest: {
    id: 'scpi-multimeter',
    models: dialects.flatMap((dialect) => dialect.models),
    capability: 'Multimeter',
    recognised: {
      usb: [
        // The CH340 of the OWON meters; a thousand other things have one.
        { vendor: 0x1a86, product: 0x7523 },
        ...tmcIds.map(([vendor, product]) => ({ vendor, product, tmc: true as const })),
      ],
      // Agilent and Keysight, Siglent, Rigol, GW Instek: their scopes and supplies have the same vendor.
      tmcVendors: [0x0957, 0x2a8d, 0xf4ec, 0xf4ed, 0x1ab1, 0x2184],
      idn: dialects.map((dialect) => dialect.idn),
      by: 'its answer to *IDN?; over the network usually on port 5025',
    },
    // OWON over USB.
    line: { baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1 },
    // As a 34401A comes on RS-232; GW Instek's and Rigol's do with one stop bit, which makes no difference to hear it.
    otherLines: [{ baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 2 }],
    minGapMs,
    accuracy: scpiAccuracy,
    cannotTell: dialects.flatMap(({ cannotTell, models }) =>
      cannotTell === undefined ? [] : [{ modes: cannotTell, models: models.map(({ model }) => model) }],
    ),
    energises: false,
    version: '1.2.0',
  },
  safeState: { frames: [], gapMs: 0 },
  open: (transport, { clock }) => openScpiMultimeter(transport, clock),
  simulate: (unit, context) =>
    simulateScpiMultimeter(unit, context, { model: knownModel(context.model, modelNames, '34465A') }),
};
