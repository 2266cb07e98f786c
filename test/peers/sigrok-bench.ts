/** sigrok-cli on one end of a cable and the bytes of a simulated meter on the other. */
import { closeSync, constants, mkdtempSync, openSync, readFileSync, realpathSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PtyPair, ptyPair } from '../support/pty-pair.ts';
import { ptyShim, type SigrokFormat, type SigrokStream, sigrokOnPty } from './peer-process.ts';

export interface SigrokBench {
  readonly pair: PtyPair;
  /** Lets sigrok-cli read the near end. */
  start(format?: SigrokFormat): SigrokStream;
  /** What it has asked of the line so far: speed, framing, control lines. */
  asked(): string[];
}

/** `driver`: libsigrok's name of it. `cleanUp` is told what to do when the test is over. `options`: for sigrok-cli. */
export async function sigrokBench(
  driver: string,
  cleanUp: (what: () => unknown) => void,
  options: readonly string[] = [],
): Promise<SigrokBench> {
  const pair = await ptyPair();
  const folder = mkdtempSync(join(tmpdir(), 'ohmstead-peer-'));
  const log = join(folder, 'line.log');
  const shim = ptyShim();
  cleanUp(() => pair.remove());
  cleanUp(() => rmSync(folder, { recursive: true }));
  cleanUp(() => rmSync(shim, { force: true }));
  const start = (format?: SigrokFormat) => {
    const stream = sigrokOnPty(`${driver}:conn=${realpathSync(pair.near)}`, { shim, log, format, options });
    cleanUp(() => stream.stop());
    return stream;
  };
  return { pair, start, asked: () => readFileSync(log, 'utf8').trim().split('\n') };
}

export interface FramesAround {
  /** Sent before and behind the frames to keep the peer going, and between them to tell what belongs to which. */
  readonly filler: Uint8Array;
  readonly separator: Uint8Array;
  isFiller(line: string): boolean;
  isSeparator(line: string): boolean;
  readonly format?: SigrokFormat;
}

/** So many frames are written at once: they fit into the buffers on the way. */
const atOnce = 8;
/** Of writing, with 20 ms for the peer between two. */
const mostTries = 1_000;

/** What it prints for each of these frames; `undefined` where it prints nothing. */
export async function linesFor(
  { pair, start }: SigrokBench,
  frames: readonly Uint8Array[],
  { filler, separator, isFiller, isSeparator, format }: FramesAround,
): Promise<(string | undefined)[]> {
  const stream = start(format);
  // A peer that does not read must not hold this process up: it is told, and the test ends.
  const far = openSync(pair.far, constants.O_WRONLY | constants.O_NONBLOCK);
  const write = async (bytes: Uint8Array) => {
    let written = 0;
    for (let tries = 0; written < bytes.length; tries += 1) {
      if (tries > mostTries) throw new Error('the peer does not read');
      try {
        written += writeSync(far, bytes, written);
      } catch (error) {
        if ((error as { code?: string }).code !== 'EAGAIN') throw error;
        await stream.until(stream.lines.length + 1, 20);
      }
    }
  };
  try {
    const fillUntil = async (isDone: () => boolean) => {
      for (let sent = 0; sent < 400 && !isDone(); sent++) {
        await write(filler);
        await stream.until(stream.lines.length + 1, 20);
      }
    };
    await fillUntil(() => stream.lines.length > 0);
    let separators = 0;
    for (let next = 0; next < frames.length; next += atOnce) {
      const several = frames.slice(next, next + atOnce);
      await write(Buffer.concat(several.flatMap((frame) => [frame, separator])));
      separators += several.length;
      // A frame of which it prints nothing leaves others in its buffer until more bytes come.
      await stream.until(stream.lines.length + several.length, 20);
    }
    await fillUntil(() => stream.lines.filter(isSeparator).length >= separators);
    return alignedStates(stream.lines, isFiller, isSeparator);
  } finally {
    closeSync(far);
  }
}

/** What stands in front of each separator; `undefined` where nothing does. */
export function alignedStates(
  lines: readonly string[],
  isFiller: (line: string) => boolean,
  isSeparator: (line: string) => boolean,
): (string | undefined)[] {
  const states: (string | undefined)[] = [];
  let state: string | undefined;
  for (const line of lines.filter((each) => !isFiller(each))) {
    if (!isSeparator(line)) state = line;
    else {
      states.push(state);
      state = undefined;
    }
  }
  return states;
}
