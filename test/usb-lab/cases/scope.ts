/** The USBTMC oscilloscope: through node `usb`, through the kernel's file, pulled out, and how fast it goes. */
import { existsSync } from 'node:fs';
import { rigolDs } from '../../../drivers/oscilloscope/rigol-ds/driver.ts';
import type { Waveform } from '../../../foundation/capability/oscilloscope.ts';
import { CodedError } from '../../../foundation/failure.ts';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import { codeOf, type GuestBench, type OpenedHere } from '../guest-bench.ts';
import type { Case } from '../guest-main.ts';
import { serials } from '../lab-facts.ts';

const kernelFile = '/dev/usbtmc0';
const address = `usb:1ab1:04ce:${serials.scope}`;
const maximum = async (scope: OpenedHere) =>
  ((await scope.call('measure', { channel: 1, what: 'max' })) as Reading).value;

async function discovery(bench: GuestBench) {
  await bench.plug('scope', kernelFile);
  await bench.plug('other-scope', '/dev/usbtmc1');
  return { found: (await bench.discovered()).filter(({ kind }) => kind === 'usb') };
}

/** The kernel's driver has the interface; it is taken from it and given back. */
async function throughLibusb(bench: GuestBench) {
  const before = existsSync(kernelFile);
  const scope = await bench.open('rigol-ds', address);
  const during = existsSync(kernelFile);
  const volts = await maximum(scope);
  const waveform = (await scope.call('capture', { channel: 1 })) as Waveform;
  await scope.instrument.close();
  await bench.until(() => existsSync(kernelFile), 'the kernel driver');
  return {
    identity: scope.instrument.identity,
    volts,
    count: waveform.count,
    max: waveform.max,
    before,
    during,
    after: existsSync(kernelFile),
  };
}

async function throughKernel(bench: GuestBench) {
  const scope = await bench.open('rigol-ds', kernelFile);
  const volts = await maximum(scope);
  const waveform = (await scope.call('capture', { channel: 1 })) as Waveform;
  await scope.instrument.close();
  return { identity: scope.instrument.identity, volts, count: waveform.count, max: waveform.max };
}

/** A question that nothing answers holds the kernel's file; what is urgent goes past it, and the kernel has it back. */
async function pastRead(bench: GuestBench) {
  const link = await bench.bench.parts.open(rigolDs, kernelFile, undefined);
  if (link.link !== 'bytes' || link.detour === undefined) throw new Error('a file has a detour');
  const ended = new Promise<string>((resolve) => link.transport.onClose(({ code }) => resolve(code)));
  const began = performance.now();
  const sinceMs = () => Math.round(performance.now() - began);
  await link.transport.write(Uint8Array.of(0x0a), { answered: true });
  await bench.clock.sleep(40);
  const past = await link.detour();
  let answer = '';
  past.onData((chunk) => {
    answer += new TextDecoder().decode(chunk);
  });
  await past.write(new TextEncoder().encode('*IDN?\n'));
  const [sentMs, file] = [sinceMs(), await ended];
  await bench.until(() => answer.endsWith('\n'), 'the answer');
  await past.close();
  const { address: again } = await bench.withSerial(serials.scope);
  const scope = await bench.open('rigol-ds', again);
  const volts = await maximum(scope);
  await scope.instrument.close();
  return { file, answer, again, volts, sentMs };
}

/** A question that its caller gives up: the answer is aborted and never taken for the next. */
async function givenUp(bench: GuestBench) {
  const scope = await bench.open('rigol-ds', address);
  const volts: (number | null)[] = [];
  const given: unknown[] = [];
  for (const moment of ['answer-is-due', 'answer-comes'] as const) {
    given.push(await givenUpWhen(moment, scope, bench));
    volts.push(await maximum(scope));
  }
  const lost = scope.lost.map(({ code }) => code);
  await scope.instrument.close();
  return { given, volts, lost, heard: await bench.rack({ verb: 'heard' }) };
}

/** By the record's progress, for by the clock it would be another moment on every computer. */
function givenUpWhen(moment: 'answer-is-due' | 'answer-comes', { instrument }: OpenedHere, { clock }: GuestBench) {
  const caller = new AbortController();
  const giveUp = () => caller.abort(new CodedError('lab/given-up'));
  const progress = ({ done }: { readonly done: number }) => {
    if (done > 0) giveUp();
    // The question is only about to be sent.
    else if (moment === 'answer-is-due') clock.after(5, giveUp);
  };
  const args = { channel: 1, record: 'memory' };
  return codeOf(instrument.call('capture', args, { deadlineMs: 20_000, signal: caller.signal, progress }));
}

async function pulledInTransfer(bench: GuestBench) {
  const scope = await bench.open('rigol-ds', address);
  await bench.rack({ verb: 'pull-after', device: 'scope', bytes: 40_000 });
  const cut = await scope.call('capture', { channel: 1, record: 'memory' });
  await bench.until(() => scope.lost.length > 0, 'the loss');
  await bench.until(async () => (await bench.count()) === 1, 'the kernel without it');
  // The other one is there with the same ids: it is not taken in its place.
  const gone = await codeOf(bench.open('rigol-ds', address).then(() => 'opened'));
  await scope.instrument.close();
  await bench.plug('scope');
  await bench.withSerial(serials.scope);
  const again = await bench.open('rigol-ds', address);
  // It stands as it stood when it was pulled, armed for one shot.
  const stood = await again.call('measure', { channel: 1, what: 'max' });
  await again.call('trigger', { sweep: 'auto' });
  await again.call('run', {});
  const volts = await maximum(again);
  await again.instrument.close();
  return { cut, stood, lost: scope.lost.map(({ code }) => code), gone, volts };
}

async function pulledFromKernel(bench: GuestBench) {
  const { address: file } = await bench.withSerial(serials.scope);
  const scope = await bench.open('rigol-ds', file);
  await bench.rack({ verb: 'pull-after', device: 'scope', bytes: 40_000 });
  const cut = await scope.call('capture', { channel: 1, record: 'memory' });
  await bench.until(() => scope.lost.length > 0, 'the loss');
  await scope.instrument.close();
  await bench.plug('scope');
  await bench.withSerial(serials.scope);
  return { file, cut, lost: scope.lost.map(({ code }) => code) };
}

/** A stalled endpoint is an error of the transfer and no end of the world: it is cleared, and opening again helps. */
async function stalled(bench: GuestBench) {
  const scope = await bench.open('rigol-ds', address);
  await bench.rack({ verb: 'halt', device: 'scope' });
  const failed = await scope.call('measure', { channel: 1, what: 'max' }, 5_000);
  await scope.instrument.close();
  const again = await bench.open('rigol-ds', address);
  const volts = await maximum(again);
  await again.instrument.close();
  return { failed, volts };
}

/** Beside both ways over USB, the same record over TCP, which is what the wire of USB/IP is made of here. */
async function throughput(bench: GuestBench) {
  const measured: Record<string, number> = {};
  const { address: file } = await bench.withSerial(serials.scope);
  const { scopePort } = (await bench.rack({ verb: 'heard' })) as { scopePort: number };
  for (const [way, place] of [
    ['libusb', address],
    ['kernel', file],
    ['tcp', `tcp:127.0.0.1:${scopePort}`],
  ] as const) {
    const scope = await bench.open('rigol-ds', place);
    const began = performance.now();
    const waveform = (await scope.call('capture', { channel: 1, record: 'memory' })) as Waveform;
    measured[`${way}BytesPerSecond`] = Math.round((waveform.samples.bytes / (performance.now() - began)) * 1_000);
    measured[`${way}Bytes`] = waveform.samples.bytes;
    await scope.instrument.close();
  }
  return measured;
}

export const scopeCases: readonly Case[] = [
  ['scope-discovery', discovery],
  ['scope-through-libusb', throughLibusb],
  ['scope-through-kernel', throughKernel],
  ['scope-past-a-read', pastRead],
  ['scope-given-up', givenUp],
  ['scope-stalled', stalled],
  ['scope-pulled-in-transfer', pulledInTransfer],
  ['scope-pulled-from-kernel', pulledFromKernel],
  ['scope-throughput', throughput],
];
