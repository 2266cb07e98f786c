/** A person at a terminal. Ctrl-C during a question means the same as at any other moment. */
import { createInterface } from 'node:readline/promises';
import type { Terminal } from './command.ts';

/** Undefined unless both input and error output are terminals. */
export function terminalOf(
  input: NodeJS.ReadStream,
  output: NodeJS.WriteStream,
  onInterrupt: () => void,
): Terminal | undefined {
  if (input.isTTY !== true || output.isTTY !== true) return undefined;
  return {
    async question(text, signal) {
      const lines = createInterface({ input, output });
      lines.on('SIGINT', onInterrupt);
      try {
        return await lines.question(text, { signal });
      } finally {
        lines.close();
      }
    },
  };
}
