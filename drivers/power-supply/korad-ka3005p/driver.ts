/** Korad KA3005P and its many names: a serial bench supply, remote-controlled; safe state is output off. */
import type { ByteDriver } from '../../contract/driver.ts';
import { recognised } from '../../protocol/queued-instrument.ts';
import { KoradSupply } from './instrument.ts';
import { command, namePattern } from './protocol.ts';
import { simulateKorad } from './simulator.ts';

const openWithinMs = 8_000;

export const koradDriver: ByteDriver = {
  link: 'bytes',
  manifest: {
    id: 'korad-ka3005p',
    models: [
      { make: 'Korad', model: 'KA3005P' },
      { make: 'Korad', model: 'KA3003P' },
      { make: 'Korad', model: 'KD3005P' },
      { make: 'Tenma', model: '72-2540' },
      { make: 'Tenma', model: '72-2535' },
      { make: 'Velleman', model: 'PS3005D' },
      { make: 'RND', model: '320-KA3005P' },
      { make: 'Stamos', model: 'S-LS-31' },
    ],
    capability: 'PowerSupply',
    recognised: {
      usb: [{ vendor: 0x0416, product: 0x5011 }],
      idn: [namePattern],
      by: 'its answer to *IDN? (KORAD…, TENMA…, VELLEMAN…, RND…, STAMOS…)',
    },
    line: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
    minGapMs: 80,
    energises: true,
    version: '1.0.0',
  },
  // Twice, because a command that comes too soon after another is dropped.
  safeState: { frames: [command('OUT0'), command('OUT0')], gapMs: 100 },
  async open(transport, { clock }) {
    const supply = new KoradSupply(transport, clock);
    await recognised('korad-ka3005p', transport, () => supply.identify({ deadlineMs: openWithinMs }));
    return supply;
  },
  simulate: (unit, context) => simulateKorad(unit, context),
};
