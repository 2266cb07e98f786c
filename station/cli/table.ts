/** Tables for people: columns as wide as their widest cell that is no giant, cells cleaned of what could disturb a terminal. */

import { printable } from '../texts/printable.ts';
import { textWidth } from './text-width.ts';

export interface Cell {
  readonly text: string;
  /** Painted after the width is known. */
  readonly painted?: (text: string) => string;
  readonly right?: boolean;
}

export type Cells = readonly (string | Cell)[];

/** A wider cell moves its own line only: what a device calls itself may be as long as it likes. */
const widestColumn = 64;

/** Lines of the table; a heading is underlined by its place alone, so that the output is easy to cut and search. */
export function tableLines(heading: readonly string[], rows: readonly Cells[]): string[] {
  const all = [heading, ...rows].map((row) => row.map(asCell));
  const widths = heading.map((_, column) => {
    const every = all.map((row) => textWidth(row[column]?.text ?? ''));
    return Math.max(0, ...every.filter((width) => width <= widestColumn));
  });
  return all.map((row) =>
    row
      .map((cell, column) => {
        const padding = ' '.repeat(Math.max(0, (widths[column] ?? 0) - textWidth(cell.text)));
        const text = cell.painted?.(cell.text) ?? cell.text;
        return cell.right ? padding + text : text + padding;
      })
      .join('  ')
      .trimEnd(),
  );
}

function asCell(cell: string | Cell): Cell {
  return typeof cell === 'string' ? { text: printable(cell) } : { ...cell, text: printable(cell.text) };
}
