/** How an oscilloscope takes a line apart: several commands, long or short words, any case, channel numbers. Pure. */

export interface ScopeCommand {
  /** Short form, upper case, with its question mark: `WAV:DATA?`, `CHAN1:SCAL`. */
  readonly header: string;
  readonly argument: string;
}

/** `words`: every word in its long form, the short form in capitals: `WAVeform`. */
export function commandParser(words: readonly string[]): (line: string) => ScopeCommand[] {
  const shortOf = new Map(words.map((word) => [word.toUpperCase(), word.replace(/[a-z]+$/, '')]));
  const node = (text: string) => {
    const [, word = '', number = ''] = /^(.*?)(\d*)$/.exec(text) ?? [];
    return (shortOf.get(word) ?? word) + number;
  };
  return (line) =>
    line
      .split(';')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map((part) => {
        const [, word = '', argument = ''] = /^(\S+)\s*(.*)$/.exec(part) ?? [];
        const bare = word.replace(/\?$/, '').replace(/^:/, '').toUpperCase();
        const header = bare.split(':').map(node).join(':');
        return { header: word.endsWith('?') ? `${header}?` : header, argument: argument.trim() };
      });
}
