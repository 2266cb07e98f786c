/** Channels of the DP800 family and what each can give. Source: ratings as in libsigrok's scpi-pps profiles. */

export interface SupplyChannel {
  readonly maxVolts: number;
  readonly maxAmps: number;
}

const channel = (maxVolts: number, maxAmps: number): SupplyChannel => ({ maxVolts, maxAmps });

/** Channels in their order. The DP831's third gives negative volts and is not driven. */
export const dp800Models: Readonly<Record<string, readonly SupplyChannel[]>> = {
  DP832: [channel(30, 3), channel(30, 3), channel(5, 3)],
  DP832A: [channel(30, 3), channel(30, 3), channel(5, 3)],
  DP831: [channel(8, 5), channel(30, 2)],
  DP831A: [channel(8, 5), channel(30, 2)],
  DP821: [channel(60, 1), channel(8, 10)],
  DP821A: [channel(60, 1), channel(8, 10)],
  DP811: [channel(20, 10)],
  DP811A: [channel(20, 10)],
};

/** `*IDN?` of the family. */
export const dp800Pattern = /^RIGOL TECHNOLOGIES,DP8\d\dA?,/i;

/** Gives the front panel back. Source: the same profiles. */
export const dp800Local = ':SYST:LOC';

/** Output off on every channel any of them has. */
export const dp800Off = [1, 2, 3].map((number) => `:OUTP CH${number},OFF`);
