/** What sigrok-cli prints of a meter it has to ask: our simulator's side of the wire answers, state by state. */
import { createReadStream, openSync, writeSync } from 'node:fs';
import type { Asked } from '../../drivers/multimeter/asked-meter/asked-simulator.ts';
import type { SigrokFormat } from './peer-process.ts';
import { alignedStates, type SigrokBench } from './sigrok-bench.ts';

export interface AnsweredStates {
  /**
   * Answers questions. `started`: the peer has found the meter and prints; until then and behind the last state it is
   * given idle values, and a separator behind every state.
   */
  answers(started: () => boolean): (pending: Uint8Array) => Asked;
  isIdle(line: string): boolean;
  isSeparator(line: string): boolean;
}

/** What it printed for each state; `undefined` where it printed nothing. */
export async function answeredLines(
  { pair, start }: SigrokBench,
  format: SigrokFormat,
  { answers, isIdle, isSeparator }: AnsweredStates,
): Promise<(string | undefined)[]> {
  const stream = start(format);
  const far = openSync(pair.far, 'r+');
  const questions = createReadStream('', { fd: far, autoClose: false });
  const take = answers(() => stream.lines.length > 0);
  let pending = new Uint8Array(0);
  questions.on('error', () => undefined);
  questions.on('data', (chunk) => {
    pending = Uint8Array.from([...pending, ...Buffer.from(chunk)]);
    for (let asked = take(pending); asked.used > 0; asked = take(pending)) {
      pending = pending.slice(asked.used);
      for (const answer of asked.answers) writeSync(far, answer);
      if (pending.length === 0) break;
    }
  });
  // Idle again behind the states: what is missing does not come any more.
  const isOver = () => stream.lines.some(isSeparator) && stream.lines.slice(-2).every(isIdle);
  for (let lines = -1; !isOver() && stream.lines.length > lines; ) {
    lines = stream.lines.length;
    await stream.until(lines + 1, 4_000);
  }
  await stream.stop();
  questions.destroy();
  return alignedStates(stream.lines, isIdle, isSeparator);
}
