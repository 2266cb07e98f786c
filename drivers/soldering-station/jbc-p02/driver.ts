/**
 * JBC soldering stations on their USB port (P02). They are monitored; set they are only under control. A station that hears
 * nothing for two seconds takes control back and keeps the temperature, so its safe state is the lowest one on every port.
 */
import { CodedError, failureOf } from '../../../foundation/failure.ts';
import type { ByteDriver } from '../../contract/driver.ts';
import type { LineSettings } from '../../contract/transport.ts';
import { recognised } from '../../protocol/queued-instrument.ts';
import { JbcUsbStation } from './instrument.ts';
import { coldState, usualAddresses } from './safe-frames.ts';
import { simulateP02 } from './simulator.ts';

const openWithinMs = 8_000;
const usualLowestCelsius = 90;
const models = ['DDE', 'DME', 'NAE', 'HDE', 'CDE', 'PSE', 'UCR'].map((model) => ({ make: 'JBC', model }));

function p02Driver(id: string, line: Pick<LineSettings, 'parity' | 'flow'>, by: string): ByteDriver {
  return {
    link: 'bytes',
    manifest: {
      id,
      models,
      capability: 'SolderingStation',
      // The CP210x inside; a thousand other things have one.
      recognised: { usb: [{ vendor: 0x10c4, product: 0xea60 }], by },
      line: { baudRate: 500_000, dataBits: 8, stopBits: 1, ...line },
      minGapMs: 0,
      energises: true,
      version: '1.0.0',
    },
    // With what the published station says; opening one shows its own addresses and limit.
    safeState: coldState(usualAddresses, usualLowestCelsius),
    async open(transport, { clock }) {
      const station = new JbcUsbStation(transport, clock);
      try {
        await recognised(id, transport.address, () => station.identify({ deadlineMs: openWithinMs }));
      } catch (error) {
        if (failureOf(error).code !== 'soldering/refused') throw error;
        throw new CodedError('instrument/not-recognised', { driver: id, address: transport.address }, error);
      }
      return station;
    },
    simulate: (unit, context) => simulateP02(unit, context),
  };
}

export const jbcUsbDriver = p02Driver(
  'jbc-p02',
  { parity: 'none', flow: 'rts-cts' },
  'the greeting it sends on its USB port until somebody answers (500 000 baud, no parity)',
);

/** The same with even parity: the two public sources differ, and a line has one setting only. */
export const jbcUsbEvenParityDriver = p02Driver(
  'jbc-p02-8e1',
  { parity: 'even' },
  'the greeting it sends on its USB port until somebody answers (500 000 baud, even parity)',
);
