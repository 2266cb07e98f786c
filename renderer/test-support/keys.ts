/** Keys with times of their own, so that no test depends on how fast this machine is. */

let clock = 10_000;

function press(key: string, code: string, gapMs: number, target: EventTarget): void {
  clock += gapMs;
  const event = new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true });
  Object.defineProperty(event, 'timeStamp', { value: clock });
  target.dispatchEvent(event);
}

function codeOf(character: string): string {
  if (/[a-z]/i.test(character)) return `Key${character.toUpperCase()}`;
  return /\d/.test(character) ? `Digit${character}` : character === '-' ? 'Minus' : 'Semicolon';
}

/** A bar-code scanner that types: 12 ms between the keys, Enter at the end. */
export function scanCode(text: string, target: EventTarget = document.body): void {
  clock += 5_000;
  for (const character of text) press(character, codeOf(character), 12, target);
  press('Enter', 'Enter', 12, target);
}

/** One key of a person, long after the one before. */
export function pressKey(code: string, key = code, target: EventTarget = document.body): void {
  press(key, code, 5_000, target);
}
