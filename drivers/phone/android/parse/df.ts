/**
 * `df -k PATH`. Guarantees bytes, taken by the names of the columns, also when a long device name wraps the line; the
 * old layout without a `1K-blocks` column is rounded to megabytes and therefore refused.
 */
import { linesOf } from './answer.ts';

export interface Space {
  readonly totalBytes: number;
  readonly usedBytes: number;
  readonly freeBytes: number;
}

/** The one file system that was asked for; undefined when the answer is not of this shape. */
export function parseDf(text: string): Space | undefined {
  const [header, ...rest] = linesOf(text);
  if (header === undefined || !/^Filesystem +1K-blocks +Used +Available/.test(header)) return undefined;
  const [, total, used, available] =
    /(?:^|\s)(\d{1,15})\s+(\d{1,15})\s+(\d{1,15})\s+\d{1,3}%\s/.exec(rest.join(' ')) ?? [];
  if (total === undefined || used === undefined || available === undefined) return undefined;
  const bytes = (kibibytes: string) => Number(kibibytes) * 1024;
  if (bytes(available) > bytes(total) || bytes(used) > bytes(total)) return undefined;
  return { totalBytes: bytes(total), usedBytes: bytes(used), freeBytes: bytes(available) };
}
