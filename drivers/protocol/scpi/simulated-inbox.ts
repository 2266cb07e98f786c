/**
 * What an instrument with a text line has been told and not done yet. Guarantees: lines are worked off one after the
 * other, however long each takes; an answer goes only to the wire that asked for it.
 */
import type { SimulatedInstrument, Wire } from '../../contract/simulator.ts';

export interface LineInWork {
  /** Whether it was sent: nobody hears it when who asked is gone. */
  reply(bytes: Uint8Array): boolean;
  /** The next line may begin. */
  done(): void;
}

/** A line that never ends is cut to its last this many characters. */
const longestLine = 4_096;

/** `work`: is told a line without its end, and calls `done` some time. */
export function simulatedInbox(work: (line: string, inWork: LineInWork) => void): SimulatedInstrument {
  let wire: Wire | undefined;
  let text = '';
  let lines: string[] = [];
  let isBusy = false;

  const workOff = () => {
    const line = isBusy ? undefined : lines.shift();
    if (line === undefined) return;
    const asker = wire;
    isBusy = true;
    work(line, {
      reply(bytes) {
        const isThere = asker !== undefined && wire === asker;
        if (isThere) asker.send(bytes);
        return isThere;
      },
      done() {
        isBusy = false;
        workOff();
      },
    });
  };
  const detach = () => {
    wire = undefined;
    text = '';
    lines = [];
  };
  return {
    attach(own) {
      if (wire !== undefined) return;
      wire = own;
      own.onData((chunk) => {
        const parts = (text + String.fromCharCode(...chunk)).split('\n');
        text = (parts.pop() ?? '').slice(-longestLine);
        lines.push(...parts.map((part) => part.replace(/\r$/, '')));
        workOff();
      });
      own.onClose(() => {
        if (wire === own) detach();
      });
    },
    detach,
  };
}

/** Characters above 255 lose their upper bits. */
export function latin1Bytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
}
