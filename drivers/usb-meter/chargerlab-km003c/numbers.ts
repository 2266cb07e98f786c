/** The numbers of the KM003C's questions, which stand in the second byte of a packet; for recorded conversations. */
import type { MessageNumbers } from '../../contract/message-numbers.ts';
import { controlPacketBytes, packetType, parseData } from './packet.ts';

/** No packet is longer. */
const mostBytes = 4_096;
const numberPlace = 1;

export const km003cNumbers: MessageNumbers = {
  finder(direction) {
    let pending = new Uint8Array(0);
    return (chunk) => {
      pending = Uint8Array.from([...pending, ...chunk]);
      const found: Uint8Array[] = [];
      for (let length = wholeLength(pending, direction); length > 0; length = wholeLength(pending, direction)) {
        found.push(pending.slice(0, length));
        pending = pending.slice(length);
      }
      if (pending.length > mostBytes) pending = new Uint8Array(0);
      return found;
    };
  },
  numberOf: (message) => message[numberPlace] ?? 0,
  renumbered(message, number) {
    const copy = message.slice();
    copy[numberPlace] = number;
    return copy;
  },
};

/** Bytes of the packet at the beginning; 0 while it is not whole. Data comes in a transfer of its own and ends with it. */
function wholeLength(bytes: Uint8Array, direction: 'sent' | 'received'): number {
  if (bytes.length < controlPacketBytes) return 0;
  const isData = direction === 'received' && ((bytes[0] ?? 0) & 0x7f) === packetType.putData;
  if (!isData) return controlPacketBytes;
  return parseData(bytes) === undefined ? 0 : bytes.length;
}
