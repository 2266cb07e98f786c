/** The newest lines that went over one instrument's wire. Guarantees constant memory however long and fast it talks. */
import { toHex } from '../../drivers/bench/hex.ts';
import type { ConsoleLine } from '../api/instruments.ts';

/** Lines kept of one instrument, and bytes kept of one line. */
export const keptLines = 1_000;
const keptBytes = 2_048;
/** Instruments whose lines are kept. */
const keptConsoles = 128;

export class ConsoleRing {
  readonly #lines: ConsoleLine[] = [];
  #seq = 0;

  /** `wall`: milliseconds since 1970. */
  add(direction: ConsoleLine['direction'], wall: number, hex: string): void {
    this.#seq += 1;
    const line = { seq: this.#seq, direction, atWall: new Date(wall).toISOString(), hex: hex.slice(0, 2 * keptBytes) };
    this.#lines[(this.#seq - 1) % keptLines] = line;
  }

  /** About the link: `online`, or a failure's code. */
  note(wall: number, text: string): void {
    this.add('note', wall, toHex(new TextEncoder().encode(text)));
  }

  /** At most `count` with `seq` above `after`, oldest first. */
  after(after: number, count: number): readonly ConsoleLine[] {
    const oldest = Math.max(1, this.#seq - this.#lines.length + 1);
    const from = Math.max(after + 1, oldest);
    const lines: ConsoleLine[] = [];
    for (let seq = from; seq <= this.#seq && lines.length < count; seq += 1) {
      const line = this.#lines[(seq - 1) % keptLines];
      if (line !== undefined) lines.push(line);
    }
    return lines;
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
