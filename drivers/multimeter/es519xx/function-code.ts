/**
 * Function codes of the ES519xx chips, the same in frames of eleven bytes and of fourteen. Source: libsigrok,
 * `src/dmm/es519xx.c` (facts only).
 */
export const functionCode = {
  volts: 0x3b,
  microamps: 0x3d,
  milliamps: 0x3f,
  amps: 0x30,
  ampsManual: 0x39,
  ohms: 0x33,
  continuity: 0x35,
  diode: 0x31,
  hertz: 0x32,
  farads: 0x36,
} as const;

/**
 * What a meter has beyond them and no source gives a point for: temperature, and the four auxiliary inputs, which a maker may
 * use for anything. `undefined` for any other code.
 */
export function unreadFunction(code: number): string | undefined {
  if (code === temperature) return 'temperature';
  return auxiliary.includes(code) ? 'ADP' : undefined;
}

const temperature = 0x34;
const auxiliary: readonly number[] = [0x3e, 0x3c, 0x38, 0x3a];
