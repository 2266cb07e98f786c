/**
 * The last word to an instrument that speaks text: its front panel is the person's again. Guarantees that a line which
 * is gone, or shut because the instrument was made safe, keeps nobody from closing.
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import type { Transport } from '../../contract/transport.ts';

/** Time for the command to be on the line before it is taken away. */
const lastWordsMs = 60;
const writeWithinMs = 250;

/** Says it once, `gapMs` after whatever was said before, and waits for no answer. */
export async function giveBackPanel(transport: Transport, clock: Clock, command: string, gapMs: number): Promise<void> {
  if (transport.closed) return;
  await clock.sleep(gapMs);
  const bytes = Uint8Array.from(`${command}\n`, (letter) => letter.charCodeAt(0));
  const isSaid = await transport.write(bytes, { deadlineMs: writeWithinMs }).then(
    () => true,
    () => false,
  );
  if (isSaid) await clock.sleep(lastWordsMs);
}
