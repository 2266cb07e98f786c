/** Colours, only where they help: a terminal whose owner has not refused them (no-color.org). */

export type Style = 'good' | 'bad' | 'open' | 'dim' | 'strong';

const sgr: Readonly<Record<Style, number>> = { good: 32, bad: 31, open: 33, dim: 2, strong: 1 };

export type Paint = (style: Style, text: string) => string;

export function paintFor(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): Paint {
  const colours = isTerminal && !env.NO_COLOR && env.TERM !== 'dumb';
  return (style, text) => (colours ? `\u001b[${sgr[style]}m${text}\u001b[0m` : text);
}

/** How a verdict of a run or a measurement is painted. */
export function verdictStyle(verdict: string): Style {
  if (verdict === 'PASS') return 'good';
  if (verdict === 'FAIL') return 'bad';
  return verdict === 'INFO' ? 'dim' : 'open';
}
