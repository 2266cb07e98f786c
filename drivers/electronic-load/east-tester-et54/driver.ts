/** East Tester ET54 loads, also sold by Mustool: a serial line with text; safe state is input off. */
import type { ByteDriver } from '../../contract/driver.ts';
import { openScpiLoad } from '../scpi-load/instrument.ts';
import { et54, et54Pattern } from './dialect.ts';
import { simulateEt54 } from './simulator.ts';

const id = 'east-tester-et54';
const lineBytes = (text: string) => Uint8Array.from(`${text}\n`, (letter) => letter.charCodeAt(0));

export const et54Driver: ByteDriver = {
  link: 'bytes',
  manifest: {
    id,
    models: [
      ...['ET5406A+', 'ET5407A+', 'ET5410', 'ET5410A+', 'ET5411', 'ET5411A+', 'ET5420A+'].map((model) => ({
        make: 'East Tester',
        model,
      })),
      { make: 'Mustool', model: 'ET5410A+' },
    ],
    capability: 'ElectronicLoad',
    recognised: {
      // The CH340 inside; a thousand other things have one.
      usb: [{ vendor: 0x1a86, product: 0x7523 }],
      idn: [et54Pattern],
      by: 'its answer to *IDN?, words parted by blanks (ET54…; XXXXXX when sold by Mustool)',
    },
    line: { baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 1 },
    minGapMs: et54.minGapMs,
    energises: true,
    version: '1.0.0',
  },
  // The first one again, because it may have met the rest of another command; then the second channel of those that have it.
  safeState: {
    frames: [et54.input.off, et54.input.off, 'CH2:SW OFF'].map(lineBytes),
    gapMs: 210,
    handBack: [lineBytes('SYST:LOCA')],
  },
  open: (transport, { clock }) => openScpiLoad(id, et54, transport, clock),
  simulate: (unit, context) => simulateEt54(unit, context),
};
