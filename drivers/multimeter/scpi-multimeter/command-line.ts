/** How a SCPI instrument takes a line apart: several commands, long or short words, upper or lower case. Pure. */

export interface ScpiCommand {
  /** Short form, upper case, with its question mark: `CONF:VOLT:DC`, `SYST:ERR?`, `*IDN?`. */
  readonly header: string;
  readonly argument: string;
}

const longWords = [
  'ABORt',
  'CAPacitance',
  'CONFigure',
  'CONTinuity',
  'CURRent',
  'DIODe',
  'ERRor',
  'FETCh',
  'FREQuency',
  'FUNCtion',
  'INITiate',
  'LOCal',
  'MEASure',
  'REMote',
  'RESistance',
  'SYSTem',
  'TEMPerature',
  'VOLTage',
];
const shortOf = new Map(longWords.map((word) => [word.toUpperCase(), word.replace(/[a-z]+$/, '')]));

/** The commands of one line, `;` between them. */
export function commandsOf(line: string): ScpiCommand[] {
  const parts = line.split(';').map((part) => part.trim());
  return parts.filter((part) => part !== '').map(commandOf);
}

function commandOf(part: string): ScpiCommand {
  const [, word = '', argument = ''] = /^(\S+)\s*(.*)$/.exec(part) ?? [];
  const isQuery = word.endsWith('?');
  const bare = word.replace(/\?$/, '').replace(/^:/, '').toUpperCase();
  const header = bare
    .split(':')
    .map((node) => shortOf.get(node) ?? node)
    .join(':');
  return { header: isQuery ? `${header}?` : header, argument: argument.trim() };
}
