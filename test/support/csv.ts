/** A reader of CSV after RFC 4180, written apart from the exporter so that one checks the other. */

/** Rows of cells; throws where the text is not well-formed. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quoted = text[at] === '"';
    const match = quoted ? /"((?:[^"]|"")*)"/y : /[^",\r\n]*/y;
    match.lastIndex = at;
    const found = match.exec(text);
    if (found === null) throw new Error(`an open quote at ${at}`);
    row.push(quoted ? (found[1] ?? '').replaceAll('""', '"') : found[0]);
    at = match.lastIndex;
    if (text[at] === ',') at += 1;
    else if (text.startsWith('\r\n', at)) {
      rows.push(row);
      row = [];
      at += 2;
    } else throw new Error(`neither a comma nor a line end at ${at}`);
  }
  if (row.length > 0) throw new Error('the last row has no end');
  return rows;
}

/** Rows as objects by heading. */
export function csvObjects(text: string): Record<string, string>[] {
  const [heading = [], ...rows] = parseCsv(text);
  return rows.map((cells) => {
    if (cells.length !== heading.length) throw new Error('rows of different lengths');
    return Object.fromEntries(heading.map((name, column) => [name, cells[column] ?? '']));
  });
}
