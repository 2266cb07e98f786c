/**
 * Messages of Weller's WX stations: a letter, the channel, four digits, and the sum of those characters as one raw byte;
 * upper case is asked and answered, lower case sets. Pure: bytes ↔ meaning. One public source only, see README.md.
 */

/** Questions by what they ask. */
export const wx = { identity: '?', actual: 'R', set: 'S', status: 'Q', tool: 'Y' } as const;

const partBytes = 7;

function ascii(text: string): readonly number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}

function withSum(text: string): readonly number[] {
  const bytes = ascii(text);
  return [...bytes, bytes.reduce((sum, byte) => (sum + byte) & 0xff, 0)];
}

export function questionBytes(letter: string): Uint8Array {
  return Uint8Array.from(ascii(letter));
}

/** `remote1` takes the station over, `remote0` hands it back. */
export function remoteBytes(on: boolean): Uint8Array {
  return Uint8Array.from(ascii(on ? 'remote1' : 'remote0'));
}

/** `s1dddd` and its sum: the set temperature of a channel in tenths of a degree. */
export function setBytes(channel: number, tenths: number): Uint8Array {
  return Uint8Array.from(withSum(`s${channel}${String(tenths).padStart(4, '0')}`));
}

/** What a station answers a question with: its number for each channel. */
export function answerBytes(letter: string, numbers: readonly number[]): Uint8Array {
  return Uint8Array.from(
    numbers.flatMap((number, index) => withSum(`${letter}${index + 1}${String(number).padStart(4, '0')}`)),
  );
}

/** The numbers of the channels, in order; undefined unless every part is sound and the letter is the one asked for. */
export function parseAnswer(letter: string, bytes: Uint8Array): readonly number[] | undefined {
  if (bytes.length === 0 || bytes.length % partBytes !== 0 || bytes.length > 2 * partBytes) return undefined;
  const numbers: number[] = [];
  for (let place = 0; place < bytes.length; place += partBytes) {
    const text = String.fromCharCode(...bytes.subarray(place, place + partBytes - 1));
    const sum = bytes.subarray(place, place + partBytes - 1).reduce((total, byte) => (total + byte) & 0xff, 0);
    const expected = `${letter}${numbers.length + 1}`;
    if (sum !== bytes[place + partBytes - 1] || !text.startsWith(expected) || !/^\d{4}$/.test(text.slice(2)))
      return undefined;
    numbers.push(Number(text.slice(2)));
  }
  return numbers;
}

/** Models by the third character of the identity, and how many channels they have. */
const models: Readonly<Record<string, { readonly model: string; readonly channels: 1 | 2 }>> = {
  1: { model: 'WX1', channels: 1 },
  2: { model: 'WX2', channels: 2 },
  3: { model: 'WX2D', channels: 2 },
  4: { model: 'WX2A', channels: 2 },
  5: { model: 'WX1D', channels: 1 },
  6: { model: 'WX1A', channels: 1 },
};

/** What stands behind `?`: undefined when it is no WX station. */
export function modelOf(bytes: Uint8Array): { readonly model: string; readonly channels: 1 | 2 } | undefined {
  const text = String.fromCharCode(...bytes);
  return /^WX[1-6]/.test(text) && text.length <= 16 ? models[text[2] ?? ''] : undefined;
}

const tools = ['none', 'WXP120', 'WXP200', 'WXMP', 'WXMT', 'WXP65', 'WXP80', 'WXB200'];

export function wellerTool(number: number): string {
  return tools[number] ?? `unknown-${number}`;
}

/** 0 off, 1 on, 2 standby, 3 switched off by itself. */
export function wellerState(number: number): 'off' | 'working' | 'stand' | 'hibernation' | 'unknown' {
  return (['off', 'working', 'stand', 'hibernation'] as const)[number] ?? 'unknown';
}
