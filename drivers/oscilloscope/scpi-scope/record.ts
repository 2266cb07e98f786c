/** Reading a record or the screen: chunk by chunk with progress, into a block, and the record's numbers beside it. */
import type {
  BlockReference,
  OscilloscopeVerbs,
  ScopeInput,
  Waveform,
} from '../../../foundation/capability/oscilloscope.ts';
import { CodedError } from '../../../foundation/failure.ts';
import type { CallSinks } from '../../contract/driver.ts';
import type { ConfirmedLink } from './confirmed-link.ts';
import type { RecordChunk, RecordPlan, ScopeDialect } from './dialect.ts';
import { HashedBlock } from './hashed-block.ts';
import { bytesOf } from './volts.ts';
import { asTakenIn, WaveformTally } from './waveform.ts';

/** Everything of the waveform but the channel and its input. `scope/short-record`. */
export async function readRecord(
  link: ConfirmedLink,
  plan: RecordPlan,
  input: ScopeInput,
  sinks: CallSinks,
): Promise<Omit<Waveform, 'channel' | 'input'>> {
  const { code, count, scale } = plan;
  const tally = new WaveformTally(code, scale);
  const samples = await readSamples(link, plan, tally, sinks);
  return { code, count, samples, scale, ...asTakenIn(tally.summary(), input) };
}

async function readSamples(
  link: ConfirmedLink,
  { code, count, chunks }: RecordPlan,
  tally: WaveformTally,
  { blocks, progress }: CallSinks,
): Promise<BlockReference> {
  const samples = new HashedBlock('samples', count * bytesOf[code], blocks);
  let read = 0;
  const tell = (points: number) => progress?.({ done: Math.floor(points), total: count, unit: 'points' });
  tell(0);
  for (const chunk of chunks) {
    await link.send(...chunk.set);
    const wanted = chunk.points * bytesOf[code];
    const { head, tail } = chunk.skip ?? { head: 0, tail: 0 };
    const block = await link.data(chunk.ask, 'block', {
      isRight: (got) => got.length === head + wanted + tail,
      ...(chunk.lineFeeds === undefined ? {} : { lineFeeds: chunk.lineFeeds }),
      onPart: (part) => tell(read + part * chunk.points),
    });
    const bytes = block.subarray(head, head + wanted);
    tally.push(bytes);
    samples.push(bytes);
    read += chunk.points;
    tell(read);
  }
  return samples.end();
}

export async function readScreen(
  link: ConfirmedLink,
  { screenshot }: ScopeDialect,
  { blocks, progress }: CallSinks,
): Promise<OscilloscopeVerbs['screenshot']['out']> {
  if (screenshot === undefined) throw new CodedError('instrument/unknown-verb', { verb: 'screenshot' });
  await link.send(...screenshot.set);
  const picture = await link.data(screenshot.ask, screenshot.shape, {
    isRight: (got) => mediaTypeOf(got) !== undefined,
    onPart: (part, of) => progress?.({ done: Math.floor(part * of), total: of, unit: 'bytes' }),
  });
  const mediaType = mediaTypeOf(picture);
  if (mediaType === undefined) throw new CodedError('scope/no-picture', {});
  const image = new HashedBlock('image', picture.length, blocks);
  image.push(picture);
  return { image: image.end(), mediaType };
}

const starts = { 'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 'image/bmp': [0x42, 0x4d] } as const;

function mediaTypeOf(picture: Uint8Array): keyof typeof starts | undefined {
  const types = Object.keys(starts) as (keyof typeof starts)[];
  return types.find((type) => starts[type].every((byte, index) => picture[index] === byte));
}

/** A record cut into reads of at most `most` points; `of` makes the read of the points `from` to before `to`. */
export function inChunks(
  count: number,
  most: number,
  of: (from: number, to: number) => Omit<RecordChunk, 'points'>,
): RecordChunk[] {
  const chunks: RecordChunk[] = [];
  for (let from = 0; from < count; from += most) {
    const to = Math.min(count, from + most);
    chunks.push({ ...of(from, to), points: to - from });
  }
  return chunks;
}
