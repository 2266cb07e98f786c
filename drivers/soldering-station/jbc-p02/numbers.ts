/** The frame numbers of JBC's protocol 2, by which an answer is known; for recorded conversations. */
import type { MessageNumbers } from '../../contract/message-numbers.ts';
import { P02Finder, type P02Frame, p02Bytes } from './frame.ts';

/** Messages are whole frames as they go over the line. */
export const p02Numbers: MessageNumbers = {
  finder() {
    const finder = new P02Finder();
    return (chunk) => finder.push(chunk).map(p02Bytes);
  },
  numberOf: (message) => frameIn(message)?.fid ?? 0,
  renumbered(message, fid) {
    const frame = frameIn(message);
    return frame === undefined ? message : p02Bytes({ ...frame, fid });
  },
};

function frameIn(message: Uint8Array): P02Frame | undefined {
  return new P02Finder().push(message)[0];
}
