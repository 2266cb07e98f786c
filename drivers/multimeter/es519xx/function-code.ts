/**
 * Function codes of the ES519xx chips, the same in frames of eleven bytes and of fourteen. The auxiliary inputs 0x3E, 0x3C,
 * 0x38, 0x3A and temperature 0x34 are on none of these meters. Source: libsigrok, `src/dmm/es519xx.c` (facts only).
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
