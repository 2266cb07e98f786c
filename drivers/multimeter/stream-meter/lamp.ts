/**
 * The words and symbols that light up on a meter's display, and the tables that say which bit of a frame is which.
 */

export type Lamp =
  | 'minus'
  | 'ac'
  | 'dc'
  | 'auto'
  | 'hold'
  | 'rel'
  | 'max'
  | 'min'
  /** The largest and the smallest take turns, or which of them it is does not show. */
  | 'min-max'
  | 'low-battery'
  | 'diode'
  | 'beep'
  | PrefixLamp
  | UnitLamp
  /** The meter says that it is sending. */
  | 'rs232';
export type PrefixLamp = 'n' | 'µ' | 'm' | 'k' | 'M';
export type UnitLamp = 'V' | 'A' | 'Ω' | 'F' | 'Hz' | '%' | '°C' | '°F' | 'hFE';

/** Byte of the frame, bit of the byte, what it stands for. A bit may stand for two things, a thing never for two bits. */
export type BitTable<L extends string> = readonly (readonly [place: number, mask: number, name: L])[];
export type LampTable = BitTable<Lamp>;

export function lampsIn<L extends string>(bytes: Uint8Array, table: BitTable<L>): L[] {
  return table.filter(([place, mask]) => ((bytes[place] ?? 0) & mask) !== 0).map(([, , name]) => name);
}

/** Sets the bits of these lamps; those the meter does not have stay dark. */
export function lightUp<L extends string>(bytes: Uint8Array, table: BitTable<L>, lit: readonly L[]): void {
  for (const [place, mask, name] of table) {
    if (lit.includes(name)) bytes[place] = (bytes[place] ?? 0) | mask;
  }
}
