/** Serial adapters of both kinds, on the kernel's real ports: a supply on CDC-ACM, a meter's optical lead on FTDI. */
import { readdirSync } from 'node:fs';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import { codeOf, type GuestBench, type OpenedHere, untilCut } from '../guest-bench.ts';
import type { Case } from '../guest-main.ts';
import { serials } from '../lab-facts.ts';

const portsOf = (kind: 'ttyACM' | 'ttyUSB') => readdirSync('/dev').filter((name) => name.startsWith(kind));
const value = async (meter: OpenedHere) => ((await meter.call('read')) as Reading).value;

async function supply(bench: GuestBench) {
  await bench.plug('supply', '/dev/ttyACM0');
  const found = await bench.withSerial(serials.supply);
  const korad = await bench.open('korad-ka3005p', '/dev/ttyACM0');
  const set = await korad.call('set', { volts: 4.2, amps: 0.5 });
  const measured = await korad.call('measure');
  const { lineCoding } = (await bench.rack({ verb: 'heard' })) as { lineCoding: number[] };
  // Held by us: the port is busy for everybody else.
  const second = await codeOf(bench.open('korad-ka3005p', '/dev/ttyACM0').then(() => 'opened twice'));
  await korad.instrument.close();
  return { found, identity: korad.instrument.identity, set, measured, lineCoding, second };
}

async function supplyPulled(bench: GuestBench) {
  const korad = await bench.open('korad-ka3005p', '/dev/ttyACM0');
  const measuring = untilCut(korad, 'measure');
  await bench.pull('supply');
  const { cut } = await measuring;
  await bench.until(() => korad.lost.length > 0, 'the loss');
  await korad.instrument.close();
  await bench.plug('supply');
  await bench.until(() => portsOf('ttyACM').length === 1, 'the port');
  const address = (await bench.withSerial(serials.supply)).address;
  const again = await bench.open('korad-ka3005p', address);
  const set = await again.call('set', {});
  await again.instrument.close();
  return { cut, lost: korad.lost.map(({ code }) => code), address, set };
}

async function cable(bench: GuestBench) {
  await bench.plug('cable', '/dev/ttyUSB0');
  const found = await bench.withSerial(serials.cable);
  const meter = await bench.open('uni-t-ut61e', '/dev/ttyUSB0');
  const volts = await value(meter);
  const { cable: line } = (await bench.rack({ verb: 'heard' })) as { cable: unknown };
  // Pulled while it is open and put back: it comes under another number, and is found by what it is.
  const reading = untilCut(meter, 'read');
  await bench.rack({ verb: 'pull', device: 'cable' });
  const { cut } = await reading;
  await bench.until(() => meter.lost.length > 0, 'the loss');
  const lost = meter.lost.map(({ code }) => code);
  await bench.plug('cable');
  await bench.until(() => portsOf('ttyUSB').length > 0, 'the port');
  const back = await bench.withSerial(serials.cable);
  const again = await bench.open('uni-t-ut61e', back.address);
  const voltsAgain = await value(again);
  await meter.instrument.close();
  await again.instrument.close();
  return { found, volts, line, cut, lost, back, voltsAgain };
}

export const serialCases: readonly Case[] = [
  ['supply', supply],
  ['supply-pulled', supplyPulled],
  ['cable', cable],
];
