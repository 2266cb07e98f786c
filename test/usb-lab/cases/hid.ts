/** Meters behind HID leads: a CP2110 that must be set up, through node `usb`; a CH9329 through `/dev/hidrawN` as well. */
import { existsSync, readdirSync } from 'node:fs';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import { codeOf, type GuestBench, type OpenedHere, untilCut } from '../guest-bench.ts';
import type { Case } from '../guest-main.ts';
import { serials } from '../lab-facts.ts';

const leadAddress = `hid:10c4:ea80:${serials.lead}`;
const hidFiles = () => (existsSync('/dev') ? readdirSync('/dev').filter((name) => name.startsWith('hidraw')) : []);
const value = async (meter: OpenedHere) => ((await meter.call('read')) as Reading).value;

async function lead(bench: GuestBench) {
  await bench.plug('lead', '/dev/hidraw0');
  const found = (await bench.discovered()).filter(({ kind }) => kind === 'hid');
  const meter = await bench.open('uni-t-ut8803e', leadAddress);
  const during = hidFiles();
  const volts = [await value(meter), await value(meter)];
  await meter.instrument.close();
  await bench.until(() => hidFiles().length > 0, 'the kernel driver');
  return { found, volts, during, after: hidFiles(), heard: await bench.rack({ verb: 'heard' }) };
}

async function leadPulled(bench: GuestBench) {
  const meter = await bench.open('uni-t-ut8803e', leadAddress);
  await value(meter);
  const reading = untilCut(meter, 'read');
  await bench.pull('lead');
  await bench.until(() => meter.lost.length > 0, 'the loss');
  const { cut, before } = await reading;
  const gone = await codeOf(bench.open('uni-t-ut8803e', leadAddress).then(() => 'opened'));
  await meter.instrument.close();
  await bench.plug('lead', '/dev/hidraw0');
  const again = await bench.open('uni-t-ut8803e', leadAddress);
  const volts = await value(again);
  await again.instrument.close();
  const voltsBefore = before.map((one) => (one as Reading).value);
  return { cut, voltsBefore, lost: meter.lost.map(({ code }) => code), gone, volts };
}

async function rawFile(bench: GuestBench) {
  await bench.until(() => hidFiles().length === 1, 'one file');
  const refused = await codeOf(bench.open('uni-t-ut8803e', `hid:/dev/${hidFiles()[0]}`).then(() => 'opened'));
  await bench.pull('lead');
  await bench.plug('short-lead');
  await bench.until(() => hidFiles().length === 1, 'one file');
  const found = (await bench.discovered()).filter(({ kind }) => kind === 'hid');
  const raw = await bench.open('uni-t-ut61e-plus', `hid:/dev/${hidFiles()[0]}`);
  const volts = await value(raw);
  const identity = raw.instrument.identity;
  await raw.instrument.close();
  // It has no serial number: its address is the socket.
  const directVolts: unknown[] = [];
  for (const address of ['hid:1a86:e429', found[0]?.address ?? '']) {
    const direct = await bench.open('uni-t-ut61e-plus', address);
    directVolts.push(await value(direct));
    await direct.instrument.close();
  }
  const named = (await bench.discovered()).flatMap(({ stableId }) => stableId ?? []);
  const places = ((await bench.bench.parts.usb?.list()) ?? []).map(({ stableId }) => stableId);
  await bench.until(() => hidFiles().length === 1, 'one file');
  const pulled = await bench.open('uni-t-ut61e-plus', `hid:/dev/${hidFiles()[0]}`);
  await bench.pull('short-lead');
  const cut = await pulled.call('read', {}, 5_000);
  await pulled.instrument.close();
  return {
    refused,
    found,
    named,
    places,
    volts,
    identity,
    directVolts,
    cut,
    lost: pulled.lost.map(({ code }) => code),
  };
}

export const hidCases: readonly Case[] = [
  ['lead', lead],
  ['lead-pulled', leadPulled],
  ['hidraw', rawFile],
];
