/**
 * What a console has kept as a conversation, in the form of `ohmstead read --record`. Guarantees that no answer stands behind
 * a question it was not given to: where lines are not kept any more, or were cut, the whole exchange is left out and a
 * remark says how much; and that what was tried before it opened does not stand in the way of who reads it.
 */

import { toHex } from '../../drivers/bench/hex.ts';
import { conversationLine, type Heading, headingLine } from '../../drivers/conversation/conversation-lines.ts';
import { CodedError } from '../../foundation/failure.ts';
import { type ConsoleRing, isOpening, type KeptLine } from './console-ring.ts';

const onlineNote = toHex(new TextEncoder().encode('online'));
/** An open that has not succeeded after so long is given up, so what went on for longer was no attempt. */
const attemptsEndAfterMs = 20_000;

/** `conversation/nothing-said {address}`. */
export function conversationText(ring: Pick<ConsoleRing, 'kept'>, address: string, heading?: Heading): string {
  const { opening, newest } = ring.kept();
  const [torn = [], ...sections] = sectionsOf(newest);
  const whole = sections.length === 0 ? [] : sections.filter((section, place) => isWorthIt(section, place, sections));
  const lines = sections.length === 0 ? joined(opening, torn) : whole.flat();
  const said = withoutCut(lines);
  const first = said[0];
  if (first === undefined || said.every(({ direction }) => direction === 'note'))
    throw new CodedError('conversation/nothing-said', { address });
  const texts: string[] = heading === undefined ? [] : [headingLine(heading)];
  let before = first;
  for (const line of said) {
    const missing = line.seq - before.seq - 1;
    if (missing > 0) texts.push(`# ${missing} lines are left out here\n`);
    texts.push(textOf(line, first.wall));
    before = line;
  }
  return texts.join('');
}

/** What stands before the first opening, then one for each opening. */
function sectionsOf(lines: readonly KeptLine[]): KeptLine[][] {
  const sections: KeptLine[][] = [[]];
  for (const line of lines) {
    if (isOpening(line)) sections.push([]);
    sections.at(-1)?.push(line);
  }
  return sections;
}

/** The last one, and what was open; an attempt on other line settings, which gave nothing, is none of it. */
function isWorthIt(section: readonly KeptLine[], place: number, all: readonly (readonly KeptLine[])[]): boolean {
  const [first, last] = [section[0]?.wall ?? 0, section.at(-1)?.wall ?? 0];
  const wasOpen = section.some(({ direction, hex }) => direction === 'note' && hex === onlineNote);
  return wasOpen || last - first >= attemptsEndAfterMs || place === all.length - 1;
}

/**
 * The opening and the newest lines of one conversation, without the exchanges that lie on either side of what is missing. Of
 * an instrument that talks by itself the newest lines alone: nobody could tell where in a frame each part ends.
 */
function joined(opening: readonly KeptLine[], newest: readonly KeptLine[]): readonly KeptLine[] {
  const isNext = opening.at(-1)?.seq === (newest[0]?.seq ?? 0) - 1;
  if (opening.length === 0 || isNext) return [...opening, ...newest];
  const asked = newest.findIndex(({ direction }) => direction === 'sent');
  if (asked === -1) return newest;
  const lastAsked = opening.map(({ direction }) => direction).lastIndexOf('sent');
  return [...opening.slice(0, Math.max(0, lastAsked)), ...newest.slice(asked)];
}

/** Without the exchange of any line that was cut. */
function withoutCut(lines: readonly KeptLine[]): readonly KeptLine[] {
  if (!lines.some(({ isCut }) => isCut)) return lines;
  const exchanges: KeptLine[][] = [[]];
  for (const line of lines) {
    if (line.direction === 'sent') exchanges.push([]);
    exchanges.at(-1)?.push(line);
  }
  return exchanges.filter((exchange) => !exchange.some(({ isCut }) => isCut)).flat();
}

function textOf({ direction, wall, hex }: KeptLine, beginning: number): string {
  return conversationLine({ direction, at: Math.max(0, wall - beginning), bytes: Buffer.from(hex, 'hex') });
}
