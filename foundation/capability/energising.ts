/**
 * Which calls may put something under voltage or heat. The station has an output on its list of what may be energised
 * before such a call goes out, and takes it off only after the instrument has said that it is off. A setting counts as
 * well: the output that it changes may be on.
 */

/** What a call does to an output. */
export interface Switching {
  /** Which output of the instrument, as long as it is open: `output 1`, `input`, `control`. */
  readonly output: string;
  /** `false` when the call switches it off or hands it back. */
  readonly on: boolean;
}

/** Heat of a soldering station: what was set before is known only to whoever took control, and only as long as it is open. */
const heat = 'control';

/** Undefined for calls that change no output. */
export function switching(verb: string, args: unknown): Switching | undefined {
  const given = (typeof args === 'object' && args !== null ? args : {}) as Readonly<Record<string, unknown>>;
  if (verb === 'set') return { output: outputSet(given), on: true };
  const { on, channel = 1 } = given;
  if (typeof on !== 'boolean') return undefined;
  if (verb === 'output') return { output: `output ${String(channel)}`, on };
  return verb === 'input' || verb === heat ? { output: verb, on } : undefined;
}

/** Every capability has its own words for a setting: a temperature, a mode to load in, volts and amperes. */
function outputSet({ celsius, mode, channel = 1 }: Readonly<Record<string, unknown>>): string {
  if (celsius !== undefined) return heat;
  return mode === undefined ? `output ${String(channel)}` : 'input';
}

/** What was switched on at one instrument and not off again; a call whose end is not known counts as done. */
export class SwitchedOn {
  readonly #outputs = new Set<string>();

  /** Before the call goes out. */
  begins(verb: string, args: unknown): void {
    const what = switching(verb, args);
    if (what?.on === true) this.#outputs.add(what.output);
  }

  /** The instrument has confirmed the call. */
  confirmed(verb: string, args: unknown): void {
    const what = switching(verb, args);
    if (what?.on === false) this.#outputs.delete(what.output);
  }

  /** The instrument was closed and opened again: what was set before control was taken is forgotten and cannot be handed back. */
  reopened(): void {
    if (this.#outputs.delete(heat)) this.#outputs.add(`${heat}, not to be handed back`);
  }

  /** An earlier life of the run has left something on. */
  wasLeftOn(): void {
    this.#outputs.add('left on');
  }

  /** Everything is off, or in its safe state. */
  allOff(): void {
    this.#outputs.clear();
  }

  get isAny(): boolean {
    return this.#outputs.size > 0;
  }
}
