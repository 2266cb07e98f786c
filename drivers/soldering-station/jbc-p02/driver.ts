/**
 * JBC soldering stations on their USB port (P02). They are monitored; set they are only under control. A station that hears
 * nothing for two seconds takes control back and keeps the temperature, so its safe state is the lowest one on every port.
 */
import type { ByteDriver } from '../../contract/driver.ts';
import { recognised } from '../../protocol/queued-instrument.ts';
import { JbcUsbStation } from './instrument.ts';
import { p02Numbers } from './numbers.ts';
import { coldState, usualAddresses } from './safe-frames.ts';
import { simulateP02 } from './simulator.ts';

const openWithinMs = 8_000;
const usualLowestCelsius = 90;
const models = ['DDE', 'DME', 'NAE', 'HDE', 'CDE', 'PSE', 'UCR'].map((model) => ({ make: 'JBC', model }));

const id = 'jbc-p02';
/** The two public sources differ, each having worked for its author. */
const evenParity = { baudRate: 500_000, dataBits: 8, parity: 'even', stopBits: 1 } as const;
const noParity = { ...evenParity, parity: 'none', flow: 'rts-cts' } as const;

export const jbcUsbDriver: ByteDriver = {
  link: 'bytes',
  manifest: {
    id,
    models,
    capability: 'SolderingStation',
    recognised: {
      // The CP210x inside; a thousand other things have one.
      usb: [{ vendor: 0x10c4, product: 0xea60 }],
      by: 'the greeting it sends on its USB port until somebody answers (500 000 baud, even parity or none)',
    },
    line: evenParity,
    otherLines: [noParity],
    minGapMs: 0,
    energises: true,
    version: '1.1.0',
  },
  // With what the published station says; opening one shows its own addresses and limit.
  safeState: coldState(usualAddresses, usualLowestCelsius),
  async open(transport, { clock }) {
    const station = new JbcUsbStation(transport, clock);
    await recognised(id, transport, () => station.identify({ deadlineMs: openWithinMs }));
    return station;
  },
  simulate: (unit, context) => simulateP02(unit, context),
  numbers: p02Numbers,
};
