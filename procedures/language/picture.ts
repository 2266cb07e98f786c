/**
 * A picture beside a prompt: where to put the probes, which port to plug. Its name is a plain relative one below the
 * procedure's own folder; what it shows is said in all three languages, for whoever cannot see it.
 */
import type { Texts } from './texts.ts';

/** What an author writes. */
export interface Picture {
  /** `battery-health/probes.svg`: svg, png, jpg or webp, beside the procedure's file or in a folder there. */
  readonly file: string;
  /** What it shows, read out where it cannot be seen. */
  readonly shows: Texts;
}

/** A picture as it is declared in a bundle: the SHA-256 of its bytes, lower-case hexadecimal, stands with it. */
export interface DeclaredPicture extends Picture {
  readonly sha256: string;
}

/** What any prompt may have besides. */
export interface Pictured<P extends Picture = Picture> {
  readonly picture?: P;
}

/** The longest name of a picture's file, characters. */
const longestName = 120;

/** Whether a name is one of {@link Picture}: no way up, no root, no drive, no hidden file, nothing that a shell reads. */
export function isPictureName(file: unknown): file is string {
  if (typeof file !== 'string' || file.length > longestName) return false;
  return /^(?:\w[\w.-]*\/)*\w[\w.-]*\.(?:svg|png|jpg|webp)$/.test(file);
}
