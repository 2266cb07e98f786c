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
  | 'low-battery'
  | 'diode'
  | 'beep'
  | PrefixLamp
  | UnitLamp
  /** The meter says that it is sending. */
  | 'rs232';
export type PrefixLamp = 'n' | 'µ' | 'm' | 'k' | 'M';
export type UnitLamp = 'V' | 'A' | 'Ω' | 'F' | 'Hz' | '%' | '°C' | '°F' | 'hFE';

/** Byte of the frame, bit of the byte, lamp. A bit may stand for two lamps, a lamp never for two bits. */
export type LampTable = readonly (readonly [place: number, mask: number, lamp: Lamp])[];

export function lampsIn(bytes: Uint8Array, table: LampTable): Lamp[] {
  return table.filter(([place, mask]) => ((bytes[place] ?? 0) & mask) !== 0).map(([, , lamp]) => lamp);
}

/** Sets the bits of these lamps; those the meter does not have stay dark. */
export function lightUp(bytes: Uint8Array, table: LampTable, lit: readonly Lamp[]): void {
  for (const [place, mask, lamp] of table) {
    if (lit.includes(lamp)) bytes[place] = (bytes[place] ?? 0) | mask;
  }
}
