/**
 * The newest lines that went over one instrument's wire, and the lines by which it was opened last. Guarantees constant memory
 * however long and fast it talks; a line that is kept is whole, or marked as cut.
 */
import { toHex } from '../../drivers/bench/hex.ts';
import type { ConsoleLine } from '../api/instruments.ts';

/** Lines kept of one instrument, and bytes of one line that a screen is given. */
export const keptLines = 1_000;
const shownBytes = 2_048;
/** Bytes kept of one instrument, and of one line. */
const keptBytes = 1024 * 1024;
const longestLine = 256 * 1024;
/** Kept of the newest opening when its lines are not among the newest any more: who asks again has to begin with it. */
const openingLines = 400;
const openingBytes = 32 * 1024;
/** Instruments whose lines are kept. */
const keptConsoles = 128;

/** The beginning of the note that a transcript opens with. */
const openNote = toHex(new TextEncoder().encode('open '));

export interface KeptLine {
  readonly seq: number;
  readonly direction: ConsoleLine['direction'];
  /** Milliseconds since 1970, with their fractions. */
  readonly wall: number;
  readonly hex: string;
  /** The rest of it is not kept. */
  readonly isCut?: true;
}

export function isOpening({ direction, hex }: KeptLine): boolean {
  return direction === 'note' && hex.startsWith(openNote);
}

export class ConsoleRing {
  readonly #lines: (KeptLine | undefined)[] = [];
  #seq = 0;
  #oldest = 1;
  #digits = 0;
  #opening: KeptLine[] = [];
  #openingDigits = 0;

  /** `wall`: milliseconds since 1970. */
  add(direction: ConsoleLine['direction'], wall: number, hex: string): void {
    const isCut = hex.length > 2 * longestLine;
    const kept = isCut ? hex.slice(0, 2 * longestLine) : hex;
    const line = { seq: this.#seq + 1, direction, wall, hex: kept, ...(isCut && { isCut }) };
    while (this.#seq - this.#oldest + 1 >= keptLines || this.#isFull(kept)) this.#forgetOldest();
    this.#seq += 1;
    this.#lines[(this.#seq - 1) % keptLines] = line;
    this.#digits += kept.length;
    this.#keepOpening(line);
  }

  /** About the link: `online`, or a failure's code. */
  note(wall: number, text: string): void {
    this.add('note', wall, toHex(new TextEncoder().encode(text)));
  }

  /** At most `count` with `seq` above `after`, oldest first; long ones are cut. */
  after(after: number, count: number): readonly ConsoleLine[] {
    return this.#from(Math.max(after + 1, this.#oldest), count).map(({ seq, direction, wall, hex }) => {
      return { seq, direction, atWall: new Date(wall).toISOString(), hex: hex.slice(0, 2 * shownBytes) };
    });
  }

  /** All that is kept, oldest first, and the beginning of the newest opening where it is not among that. */
  kept(): { readonly opening: readonly KeptLine[]; readonly newest: readonly KeptLine[] } {
    const [first] = this.#opening;
    const isGone = first !== undefined && first.seq < this.#oldest;
    const opening = isGone ? this.#opening.filter(({ seq }) => seq < this.#oldest) : [];
    return { opening, newest: this.#from(this.#oldest, keptLines) };
  }

  #from(from: number, count: number): KeptLine[] {
    const lines: KeptLine[] = [];
    for (let seq = from; seq <= this.#seq && lines.length < count; seq += 1) {
      const line = this.#lines[(seq - 1) % keptLines];
      if (line !== undefined) lines.push(line);
    }
    return lines;
  }

  #isFull(next: string): boolean {
    return this.#oldest <= this.#seq && this.#digits + next.length > 2 * keptBytes;
  }

  #forgetOldest(): void {
    const place = (this.#oldest - 1) % keptLines;
    this.#digits -= this.#lines[place]?.hex.length ?? 0;
    this.#lines[place] = undefined;
    this.#oldest += 1;
  }

  #keepOpening(line: KeptLine): void {
    if (isOpening(line)) {
      this.#opening = [];
      this.#openingDigits = 0;
    } else if (this.#opening.length === 0) return;
    this.#openingDigits += line.hex.length;
    if (this.#opening.length < openingLines && this.#openingDigits <= 2 * openingBytes) this.#opening.push(line);
  }
}

/** The consoles of all instruments, by address; they stay readable after an instrument is gone. */
export class Consoles {
  readonly #rings = new Map<string, ConsoleRing>();

  of(address: string): ConsoleRing {
    const ring = this.#rings.get(address) ?? new ConsoleRing();
    this.#rings.delete(address);
    this.#rings.set(address, ring);
    // The one that was used longest ago goes first.
    if (this.#rings.size > keptConsoles) this.#rings.delete([...this.#rings.keys()][0] ?? '');
    return ring;
  }

  /** The instrument has another address now and keeps its lines. */
  move(before: string, now: string): void {
    const ring = this.#rings.get(before);
    if (ring === undefined) return;
    this.#rings.delete(before);
    this.#rings.set(now, ring);
  }
}
