/** Sizes and times as people read them, the same in every language. */

/** Bytes with two digits that mean something: `512 MB`, `7.8 GB`. */
export function sizeText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1_000 && unit < units.length - 1) {
    size /= 1_000;
    unit += 1;
  }
  return `${size < 10 && unit > 0 ? size.toFixed(1) : Math.round(size)} ${units[unit] ?? 'B'}`;
}

/** RFC 3339 as the clock on this wall shows it: `2026-11-22 05:01`. */
export function localTimeText(wall: string): string {
  const at = new Date(wall);
  if (Number.isNaN(at.getTime())) return wall;
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
