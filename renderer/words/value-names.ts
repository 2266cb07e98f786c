/** Names of live values and curves for people: `Phone · Voltage`. */
import { printable } from '../../station/texts/printable.ts';
import { valueWords } from './value-words.ts';
import { type Say, useWords } from './words.ts';

type ValueName = keyof typeof valueWords;

/** Says a path such as `['battery', 'voltage']`, with who answered before it. */
export function useValueName(): (path: readonly string[], role?: string | null) => string {
  const say = useWords(valueWords);
  return (path, role = null) => {
    const last = path.at(-1) ?? '';
    return [role, last].flatMap((name) => (name === null || name === '' ? [] : [nameOf(name, say)])).join(' · ');
  };
}

function nameOf(name: string, say: Say<typeof valueWords>): string {
  return Object.hasOwn(valueWords, name) ? say(name as ValueName) : printable(name);
}
