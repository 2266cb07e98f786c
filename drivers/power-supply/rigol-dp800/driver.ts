/** Rigol DP800: bench supplies with up to three channels that speak SCPI; safe state is every output off. */
import type { ByteDriver } from '../../contract/driver.ts';
import { recognised } from '../../protocol/queued-instrument.ts';
import { dp800Accuracy } from './accuracy.ts';
import { Dp800, minGapMs } from './instrument.ts';
import { dp800Local, dp800Models, dp800Off, dp800Pattern } from './models.ts';
import { simulateDp800 } from './simulator.ts';

const id = 'rigol-dp800';

export const dp800Driver: ByteDriver = {
  link: 'bytes',
  manifest: {
    id,
    models: Object.keys(dp800Models).map((model) => ({ make: 'Rigol', model })),
    capability: 'PowerSupply',
    recognised: {
      // Shared with the DL3000 loads: only *IDN? tells which it is.
      usb: [{ vendor: 0x1ab1, product: 0x0e11, tmc: true }],
      tmcVendors: [0x1ab1],
      idn: [dp800Pattern],
      by: 'its answer to *IDN? (RIGOL TECHNOLOGIES,DP8…); over the network on port 5555',
    },
    line: { baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 1 },
    minGapMs,
    accuracy: dp800Accuracy,
    energises: true,
    version: '1.0.0',
  },
  // The empty line ends whatever half command the supply still holds.
  safeState: { frames: ['', ...dp800Off].map((text) => lineBytes(text)), gapMs: 40, handBack: [lineBytes(dp800Local)] },
  async open(transport, { clock }) {
    const supply = new Dp800(transport, clock);
    try {
      await recognised(id, transport, () => supply.identify());
    } catch (error) {
      await transport.close();
      throw error;
    }
    return supply;
  },
  simulate: (unit, context) => simulateDp800(unit, context),
};

function lineBytes(text: string): Uint8Array {
  return Uint8Array.from(`${text}\n`, (letter) => letter.charCodeAt(0));
}
