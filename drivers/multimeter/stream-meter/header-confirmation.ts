/**
 * Keeps a function, range or coupling that was seen only once from being published: the first frame after the dial was
 * turned, the 0.00 of a neighbouring range that the meter sends while it ranges a capacitor, a damaged header.
 *
 * Live, a new header is published from its second frame on. In a recording without times frames may stand alone
 * (single frames pasted from a log), so there a new header is held back until the next frame: it is thrown away when
 * that frame has the old header again, and published when the new header goes on, changes once more, or the recording
 * ends. The order of frames never changes.
 */

export class HeaderConfirmation<T> {
  #published: string | undefined;
  #held: { readonly header: string; readonly item: T } | undefined;
  #dropped = 0;

  /** Items that were thrown away, including those a live stream has shown once only. */
  get dropped(): number {
    return this.#dropped + (this.#held === undefined ? 0 : 1);
  }

  /** What may be published now that `item` has come. */
  live(header: string, item: T): T[] {
    const held = this.#held;
    if (header !== this.#published && held?.header !== header) {
      this.#hold(header, item);
      return [];
    }
    this.#drop();
    this.#published = header;
    return [item];
  }

  /** The same for a recording. */
  recorded(header: string, item: T): T[] {
    const held = this.#held;
    if (header === this.#published) {
      this.#drop();
      return [item];
    }
    if (held === undefined) {
      this.#held = { header, item };
      return [];
    }
    this.#published = held.header;
    this.#held = undefined;
    if (held.header === header) return [held.item, item];
    this.#held = { header, item };
    return [held.item];
  }

  /** What is left when a recording has ended. */
  end(): T[] {
    const held = this.#held;
    this.#held = undefined;
    return held === undefined ? [] : [held.item];
  }

  #hold(header: string, item: T): void {
    this.#drop();
    this.#held = { header, item };
  }

  #drop(): void {
    if (this.#held !== undefined) this.#dropped += 1;
    this.#held = undefined;
  }
}
