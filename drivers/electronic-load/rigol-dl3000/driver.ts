/** Rigol DL3021 and DL3031: electronic loads that speak SCPI; safe state is input off. */
import type { ByteDriver } from '../../contract/driver.ts';
import { openScpiLoad } from '../scpi-load/instrument.ts';
import { dl3000, dl3000Models, dl3000Pattern } from './dialect.ts';
import { simulateDl3000 } from './simulator.ts';

const id = 'rigol-dl3000';
const lineBytes = (text: string) => Uint8Array.from(`${text}\n`, (letter) => letter.charCodeAt(0));

export const dl3000Driver: ByteDriver = {
  link: 'bytes',
  manifest: {
    id,
    models: dl3000Models.map((model) => ({ make: 'Rigol', model })),
    capability: 'ElectronicLoad',
    recognised: {
      // Shared with the DP800 supplies: only *IDN? tells which it is.
      usb: [{ vendor: 0x1ab1, product: 0x0e11, tmc: true }],
      tmcVendors: [0x1ab1],
      idn: [dl3000Pattern],
      by: 'its answer to *IDN? (RIGOL TECHNOLOGIES,DL30…); over the network on port 5555',
    },
    line: { baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 1 },
    minGapMs: dl3000.minGapMs,
    energises: true,
    version: '1.0.0',
  },
  // The empty line ends whatever half command the load still holds.
  safeState: { frames: ['', dl3000.input.off, dl3000.input.off].map(lineBytes), gapMs: 40 },
  open: (transport, { clock }) => openScpiLoad(id, dl3000, transport, clock),
  simulate: (unit, context) => simulateDl3000(unit, context),
};
