/**
 * A property list as Apple writes it in XML, text in and values out. Guarantees that a cut, damaged or doubtful document is
 * `phone/unreadable` and never half a document: every element is closed, no key stands twice, nothing stands around it.
 * No entities but the five of XML and character numbers; bounded in size, depth and number of values.
 * Source of the elements: the public document type, http://www.apple.com/DTDs/PropertyList-1.0.dtd.
 */
import { CodedError } from '../../../../foundation/failure.ts';

export type PlistDict = ReadonlyMap<string, PlistValue>;
/** Whole numbers beyond 2^53 are `bigint`; dates and data are their text. */
export type PlistValue = string | boolean | number | bigint | readonly PlistValue[] | PlistDict;

const mostCharacters = 4 * 1024 * 1024;
const deepest = 40;
const mostValues = 200_000;

const prologue = /^\s*(?:<\?xml[^<>]*\?>\s*)?(?:<!DOCTYPE plist[^<>[\]]*>\s*)?<plist(?:\s[^<>]*)?>/;
const piece = /\s*<(\/?)(dict|array|key|string|integer|real|true|false|date|data)(\s*\/)?>/y;
const closing = /\s*<\/plist>\s*$/y;
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The value of the document; `phone/unreadable` names `what`. */
export function parsePlist(text: string, what: string): PlistValue {
  const start = text.length > mostCharacters ? undefined : prologue.exec(text)?.[0].length;
  const reader = new Reader(text, start ?? 0);
  const value = start === undefined ? undefined : reader.value(0);
  if (value === undefined || !reader.atEnd()) throw new CodedError('phone/unreadable', { what });
  return value;
}

/** `undefined` from any method means that the document is not sound. */
class Reader {
  readonly #text: string;
  #place: number;
  #values = 0;

  constructor(text: string, place: number) {
    this.#text = text;
    this.#place = place;
  }

  atEnd(): boolean {
    closing.lastIndex = this.#place;
    return closing.test(this.#text);
  }

  value(depth: number): PlistValue | undefined {
    const tag = this.#tag();
    this.#values += 1;
    if (tag === undefined || tag.closes || depth > deepest || this.#values > mostValues) return undefined;
    const { name, empty } = tag;
    if (name === 'true' || name === 'false') return empty || this.#closes(name) ? name === 'true' : undefined;
    if (name === 'array') return empty ? [] : this.#array(depth);
    if (name === 'dict') return empty ? new Map() : this.#dict(depth);
    if (name === 'key') return undefined;
    const text = empty ? '' : this.#content(name);
    return text === undefined ? undefined : scalar(name, text);
  }

  #array(depth: number): readonly PlistValue[] | undefined {
    const items: PlistValue[] = [];
    while (!this.#closes('array')) {
      const item = this.value(depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
    }
    return items;
  }

  #dict(depth: number): PlistDict | undefined {
    const entries = new Map<string, PlistValue>();
    while (!this.#closes('dict')) {
      const tag = this.#tag();
      if (tag === undefined || tag.name !== 'key' || tag.closes) return undefined;
      const key = tag.empty ? '' : this.#content('key');
      // The same key twice: nobody knows which of them is meant.
      if (key === undefined || entries.has(key)) return undefined;
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      entries.set(key, value);
    }
    return entries;
  }

  /** Text up to the closing tag. */
  #content(name: string): string | undefined {
    const end = this.#text.indexOf('<', this.#place);
    const closed = `</${name}>`;
    if (end < 0 || !this.#text.startsWith(closed, end)) return undefined;
    const raw = this.#text.slice(this.#place, end);
    this.#place = end + closed.length;
    return decoded(raw);
  }

  /** Steps over the closing tag if it is the next thing. */
  #closes(name: string): boolean {
    const before = this.#place;
    const tag = this.#tag();
    if (tag?.closes === true && tag.name === name) return true;
    this.#place = before;
    return false;
  }

  #tag(): { readonly name: string; readonly closes: boolean; readonly empty: boolean } | undefined {
    piece.lastIndex = this.#place;
    const found = piece.exec(this.#text);
    const [all, slash, name, empty] = found ?? [];
    if (all === undefined || name === undefined || (slash === '/' && empty !== undefined)) return undefined;
    this.#place += all.length;
    return { name, closes: slash === '/', empty: empty !== undefined };
  }
}

function decoded(raw: string): string | undefined {
  let sound = true;
  const text = raw.replace(/&([^;&]{0,10};)?/g, (_, name: string | undefined) => {
    const character = entity(name?.slice(0, -1) ?? '');
    sound &&= character !== undefined;
    return character ?? '';
  });
  return sound ? text : undefined;
}

function entity(name: string): string | undefined {
  if (Object.hasOwn(entities, name)) return entities[name];
  const [, hex, decimal] = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name) ?? [];
  const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
}

function scalar(name: string, text: string): PlistValue | undefined {
  if (name === 'integer') return wholeNumber(text.trim());
  if (name !== 'real') return name === 'data' ? text.replace(/\s+/g, '') : text;
  const plain = /^[+-]?(\d{1,30}(\.\d{0,40})?|\.\d{1,40})(e[+-]?\d{1,3})?$/i.test(text.trim());
  return plain ? Number(text) : undefined;
}

function wholeNumber(text: string): number | bigint | undefined {
  if (!/^[+-]?\d{1,20}$/.test(text)) return undefined;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text.replace('+', ''));
}
