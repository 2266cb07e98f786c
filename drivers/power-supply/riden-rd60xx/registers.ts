/**
 * Registers and models of the Riden RD60xx family. Pure: a block of registers ↔ what the panel shows. Sources are named in
 * README.md.
 */
import { modeOf, type PanelMap, protectionOf, type SupplyPanel, type SupplyScale } from '../register-supply/panel.ts';

export const register = {
  model: 0,
  serialHigh: 1,
  serialLow: 2,
  firmware: 3,
  celsiusSign: 4,
  celsius: 5,
  fahrenheitSign: 6,
  fahrenheit: 7,
  setVolts: 8,
  setAmps: 9,
  volts: 10,
  amps: 11,
  powerHigh: 12,
  powerLow: 13,
  inputVolts: 14,
  lock: 15,
  protection: 16,
  mode: 17,
  output: 18,
  preset: 19,
  range: 20,
} as const;

export interface RidenModel {
  readonly model: string;
  /** Numbers in the model register: the last digit tells of hardware revisions. */
  readonly ids: readonly [number, number];
  readonly voltExponent: number;
  /** By the number in the range register; models with one range have one entry. */
  readonly ranges: readonly { readonly ampExponent: number; readonly maxAmps: number }[];
}

const maxVolts = 60;

export const ridenModels: readonly RidenModel[] = [
  { model: 'RD6006', ids: [60060, 60064], voltExponent: -2, ranges: [{ ampExponent: -3, maxAmps: 6 }] },
  { model: 'RD6006P', ids: [60065, 60065], voltExponent: -3, ranges: [{ ampExponent: -4, maxAmps: 6 }] },
  { model: 'RD6012', ids: [60120, 60124], voltExponent: -2, ranges: [{ ampExponent: -2, maxAmps: 12 }] },
  {
    model: 'RD6012P',
    ids: [60125, 60129],
    voltExponent: -3,
    ranges: [
      { ampExponent: -4, maxAmps: 6 },
      { ampExponent: -3, maxAmps: 12 },
    ],
  },
  { model: 'RD6018', ids: [60180, 60189], voltExponent: -2, ranges: [{ ampExponent: -2, maxAmps: 18 }] },
  { model: 'RD6024', ids: [60240, 60249], voltExponent: -2, ranges: [{ ampExponent: -2, maxAmps: 24 }] },
];

/** By the model register; undefined for models whose scale is not known. */
function ridenModelOf(id: number): RidenModel | undefined {
  return ridenModels.find(({ ids: [low, high] }) => id >= low && id <= high);
}

/** Undefined for a range the model does not have. */
export function ridenScale(model: RidenModel, range: number): SupplyScale | undefined {
  const { voltExponent, ranges } = model;
  const found = ranges.length === 1 ? ranges[0] : ranges[range];
  return found === undefined ? undefined : { voltExponent, maxVolts, ...found };
}

/** Registers 0 to 20 in one request: identity, settings, measured values and state belong together. */
export const ridenMap: PanelMap = {
  first: register.model,
  count: register.range + 1,
  setting: register.setVolts,
  output: register.output,
  panelOf,
};

function panelOf(registers: readonly number[]): SupplyPanel | undefined {
  const at = (place: number) => registers[place] ?? Number.NaN;
  const model = ridenModelOf(at(register.model));
  const scale = model === undefined ? undefined : ridenScale(model, at(register.range));
  const output = at(register.output);
  if (model === undefined || scale === undefined || output > 1) return undefined;
  const serial = at(register.serialHigh) * 65_536 + at(register.serialLow);
  return {
    identity: {
      make: 'Riden',
      model: model.model,
      serial: String(serial).padStart(8, '0'),
      firmware: (at(register.firmware) / 100).toFixed(2),
    },
    scale,
    setVolts: at(register.setVolts),
    setAmps: at(register.setAmps),
    volts: at(register.volts),
    amps: at(register.amps),
    output: output === 1,
    mode: modeOf(registers[register.mode]),
    protection: protectionOf(registers[register.protection]),
  };
}
