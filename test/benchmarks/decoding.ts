/** How fast bytes become readings: UT61E frames through the whole integrity rule, and SCPI numbers. */
import { encodeFrame } from '../../drivers/multimeter/uni-t-ut61e/frame.ts';
import { dcVoltsFrame } from '../../drivers/multimeter/uni-t-ut61e/simulator.ts';
import { Ut61eDecoder } from '../../drivers/multimeter/uni-t-ut61e/stream-decoder.ts';
import { formatScpiNumber, parseScpiNumber } from '../../drivers/protocol/scpi/number.ts';
import { median, report } from './figures.ts';

const rounds = 9;
const framesARound = 40_000;
const numbersARound = 200_000;

/** Frames in chunks as a serial port hands them over: one or two at a time, cut anywhere. */
function chunks(): Uint8Array[] {
  const stream = new Uint8Array(framesARound * 14);
  for (let frame = 0; frame < framesARound; frame += 1)
    stream.set(encodeFrame(dcVoltsFrame(3.3 + (frame % 100) / 1000)), frame * 14);
  const cut: Uint8Array[] = [];
  for (let at = 0; at < stream.length; at += 23) cut.push(stream.subarray(at, at + 23));
  return cut;
}

function framesASecond(all: readonly Uint8Array[]): number {
  const decoder = new Ut61eDecoder();
  let readings = 0;
  const began = performance.now();
  for (const chunk of all) readings += decoder.push(chunk).length;
  readings += decoder.end().length;
  const seconds = (performance.now() - began) / 1000;
  if (readings !== framesARound) throw new Error(`${readings} readings of ${framesARound} frames`);
  return framesARound / seconds;
}

function numbersASecond(texts: readonly string[]): number {
  let sum = 0;
  const began = performance.now();
  for (let round = 0; round < numbersARound / texts.length; round += 1)
    for (const text of texts) {
      const parsed = parseScpiNumber(text);
      sum += parsed?.kind === 'value' ? 1 : 0;
    }
  const seconds = (performance.now() - began) / 1000;
  if (sum !== numbersARound) throw new Error(`${sum} values of ${numbersARound} numbers`);
  return numbersARound / seconds;
}

const all = chunks();
const texts = Array.from({ length: 1000 }, (_, index) =>
  index % 2 === 0 ? formatScpiNumber(index / 7) : ((index - 500) / 3e5).toExponential(8).toUpperCase(),
);
const repeated = (one: () => number) => median(Array.from({ length: rounds }, one));
report({
  rounds,
  ut61eFramesASecond: repeated(() => framesASecond(all)),
  scpiNumbersASecond: repeated(() => numbersASecond(texts)),
});
