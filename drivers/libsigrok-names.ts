/**
 * What libsigrok calls its driver for the instruments of those of ours that have another name there. Elsewhere the id is
 * libsigrok's name without `-ser`, or libsigrok has no driver. Why they differ: docs/decisions/0022.
 */
export const libsigrokNames: Readonly<Record<string, string>> = {
  'fluke-18x': 'fluke-dmm',
  'fluke-28x': 'fluke-dmm',
  'keysight-u12xx': 'agilent-dmm',
  'korad-ka3005p': 'korad-kaxxxxp',
  'rdtech-tc66c': 'rdtech-tc',
  'rdtech-um25c': 'rdtech-um',
  'riden-rd60xx': 'rdtech-dps',
  'rigol-dp800': 'scpi-pps',
  'scpi-multimeter': 'scpi-dmm',
};
