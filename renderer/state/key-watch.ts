/**
 * Tells a bar-code scanner that types from a person who types. Guarantees: at least {@link leastCharacters} keys with a
 * median gap under {@link fastestPersonMs}, ended by Enter or Tab, are a scan; anything else is not. Keys are read by
 * their `code` where an input method has swallowed the character. Pure but for the times it is handed.
 */

export const leastCharacters = 6;
/** Scanners send a key every 7 to 20 ms, people every 100 ms at best. */
export const fastestPersonMs = 35;
/** A pause that no scanner makes. */
const pauseMs = 120;

export interface KeyPress {
  readonly code: string;
  readonly key: string;
  readonly shiftKey: boolean;
  /** Milliseconds, rising. */
  readonly timeStamp: number;
}

export class KeyWatch {
  #text = '';
  readonly #gaps: number[] = [];
  #lastAt = Number.NEGATIVE_INFINITY;

  /** The scanned text, when this key ends a scan. */
  press(press: KeyPress): string | undefined {
    const gap = press.timeStamp - this.#lastAt;
    if (gap > pauseMs) this.#forget();
    if (press.code === 'Enter' || press.code === 'NumpadEnter' || press.code === 'Tab') {
      const text = this.#isScan() ? this.#text : undefined;
      this.#forget();
      return text;
    }
    // Shift comes as a key of its own between the others.
    if (/^Shift/.test(press.code)) return undefined;
    const character = characterOf(press);
    if (character === undefined) {
      this.#forget();
      return undefined;
    }
    if (this.#text !== '') this.#gaps.push(gap);
    this.#text += character;
    this.#lastAt = press.timeStamp;
    return undefined;
  }

  #isScan(): boolean {
    const gaps = [...this.#gaps].sort((a, b) => a - b);
    const median = gaps[Math.floor(gaps.length / 2)] ?? Number.POSITIVE_INFINITY;
    return this.#text.length >= leastCharacters && median < fastestPersonMs;
  }

  #forget(): void {
    this.#text = '';
    this.#gaps.length = 0;
    this.#lastAt = Number.NEGATIVE_INFINITY;
  }
}

/** Keys of the row of digits and of the signs around the letters, plain and with Shift, as scanners are set by default. */
const signs: Readonly<Record<string, readonly [string, string]>> = {
  Digit1: ['1', '!'],
  Digit2: ['2', '@'],
  Digit3: ['3', '#'],
  Digit4: ['4', '$'],
  Digit5: ['5', '%'],
  Digit6: ['6', '^'],
  Digit7: ['7', '&'],
  Digit8: ['8', '*'],
  Digit9: ['9', '('],
  Digit0: ['0', ')'],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Backquote: ['`', '~'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Space: [' ', ' '],
};

/** The character itself where the page was given it, else by the place of the key. */
function characterOf({ key, code, shiftKey }: KeyPress): string | undefined {
  if (/^[\x20-\x7e]$/.test(key)) return key;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return shiftKey ? letter : letter.toLowerCase();
  const pad = /^Numpad(\d)$/.exec(code)?.[1];
  return pad ?? signs[code]?.[shiftKey ? 1 : 0];
}
