/**
 * The lines of a command, told for as long as somebody listens. Guarantees: what the listener throws ends the command and
 * is what the caller gets; an end by the signal is no failure; nothing is told after either.
 */
import type { CallWatch } from './call-watch.ts';

/** `call` runs the command and tells each of its lines through what it is given. */
export async function heardLines(
  onLine: (line: string) => void,
  signal: AbortSignal,
  call: (hear: (watch: CallWatch) => (line: string) => void) => Promise<void>,
): Promise<void> {
  let thrown: { readonly error: unknown } | undefined;
  const hear = (watch: CallWatch) => (line: string) => {
    if (thrown !== undefined || signal.aborted) return;
    try {
      onLine(line);
    } catch (error) {
      thrown = { error };
      watch.end(error);
    }
  };
  try {
    await call(hear);
  } catch (error) {
    if (thrown !== undefined) throw thrown.error;
    if (!signal.aborted) throw error;
  }
}
