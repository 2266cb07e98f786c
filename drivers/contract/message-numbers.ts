/**
 * For protocols whose every question carries a number that its answer repeats. A recorded conversation is found again by
 * what was asked, whatever number it had: who asks now counts by himself, and hears the recorded answers under his own
 * numbers.
 */
export interface MessageNumbers {
  /** A new finder of whole messages in the bytes of one direction; what is no sound message is left out. */
  finder(direction: 'sent' | 'received'): (chunk: Uint8Array) => readonly Uint8Array[];
  /** 0 … 255. */
  numberOf(message: Uint8Array): number;
  /** The same message under another number, sound again. */
  renumbered(message: Uint8Array, number: number): Uint8Array;
}
