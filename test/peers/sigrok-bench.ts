/** sigrok-cli on one end of a cable and the bytes of a simulated meter on the other. */
import { closeSync, mkdtempSync, openSync, readFileSync, realpathSync, rmSync, writeSync } from 'node:fs';
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

/** `driver`: libsigrok's name of it. `cleanUp` is told what to do when the test is over. */
export async function sigrokBench(driver: string, cleanUp: (what: () => unknown) => void): Promise<SigrokBench> {
  const pair = await ptyPair();
  const folder = mkdtempSync(join(tmpdir(), 'ohmstead-peer-'));
  const log = join(folder, 'line.log');
  const shim = ptyShim();
  cleanUp(() => pair.remove());
  cleanUp(() => rmSync(folder, { recursive: true }));
  cleanUp(() => rmSync(shim, { force: true }));
  const start = (format?: SigrokFormat) => {
    const stream = sigrokOnPty(`${driver}:conn=${realpathSync(pair.near)}`, shim, log, format);
    cleanUp(() => stream.stop());
    return stream;
  };
  return { pair, start, asked: () => readFileSync(log, 'utf8').trim().split('\n') };
}

/**
 * What it prints for each of these frames. It prints one frame for each arrival of bytes, so frames before and behind
 * keep it going; their lines are left out.
 */
export async function linesFor(
  { pair, start }: SigrokBench,
  frames: readonly Uint8Array[],
  { filler, fillerLines }: { readonly filler: Uint8Array; readonly fillerLines: readonly string[] },
): Promise<string[]> {
  const stream = start();
  const far = openSync(pair.far, 'w');
  try {
    const isState = (line: string) => !fillerLines.includes(line);
    const sendUntil = async (isDone: () => boolean) => {
      for (let sent = 0; sent < 400 && !isDone(); sent++) {
        writeSync(far, filler);
        await stream.until(stream.lines.length + 1, 20);
      }
    };
    await sendUntil(() => stream.lines.length > 0);
    for (const frame of frames) {
      writeSync(far, frame);
      await stream.until(stream.lines.length + 1, 200);
    }
    await sendUntil(() => stream.lines.filter(isState).length >= frames.length);
    return stream.lines.filter(isState);
  } finally {
    closeSync(far);
  }
}
