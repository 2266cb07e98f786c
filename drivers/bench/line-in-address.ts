/**
 * Line settings in a serial address, for an instrument that was set to another line than its driver expects:
 * `/dev/ttyUSB0?baud=9600&bits=8&parity=n&stop=2`. Guarantees that nothing is guessed: a word that is none, one that comes
 * twice, and an empty list are no address. What is not said is as the driver has it.
 */
import type { LineSettings } from '../contract/transport.ts';

export type LineWords = Partial<Pick<LineSettings, 'baudRate' | 'dataBits' | 'parity' | 'stopBits'>>;

const parities = { n: 'none', e: 'even', o: 'odd' } as const;
const bauds = { lowest: 50, highest: 4_000_000 } as const;

/** The address of the port itself, and what stands behind it; `words` keeps its question mark and is empty without any. */
export function partedAddress(address: string): { readonly port: string; readonly words: string } {
  const place = address.indexOf('?');
  return place === -1 || !/^(\/|COM\d)/.test(address)
    ? { port: address, words: '' }
    : { port: address.slice(0, place), words: address.slice(place) };
}

/** What the words say, `undefined` when they say nothing that can be meant. */
export function lineIn(words: string): LineWords | undefined {
  const pairs = words.replace(/^\?/, '').split('&');
  const said: Record<string, number | string> = {};
  for (const pair of pairs) {
    const meant = meaningOf(pair);
    if (meant === undefined || Object.keys(meant).some((key) => key in said)) return undefined;
    Object.assign(said, meant);
  }
  return said;
}

function meaningOf(pair: string): LineWords | undefined {
  const [, key, value = ''] = /^(baud|bits|parity|stop)=([a-z0-9]{1,7})$/.exec(pair) ?? [];
  if (key === 'parity') {
    const parity = value === 'n' || value === 'e' || value === 'o' ? parities[value] : undefined;
    return parity === undefined ? undefined : { parity };
  }
  if (key === 'baud') {
    const baudRate = /^[1-9]\d*$/.test(value) ? Number(value) : 0;
    return baudRate >= bauds.lowest && baudRate <= bauds.highest ? { baudRate } : undefined;
  }
  if (key === 'bits') return value === '7' || value === '8' ? { dataBits: value === '7' ? 7 : 8 } : undefined;
  if (key === 'stop') return value === '1' || value === '2' ? { stopBits: value === '1' ? 1 : 2 } : undefined;
  return undefined;
}
