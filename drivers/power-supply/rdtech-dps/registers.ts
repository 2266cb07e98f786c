/** Registers and models of the RDTech DPS modules. Pure: a block of registers ↔ what the panel shows. Sources in README.md. */
import { modeOf, type PanelMap, protectionOf, type SupplyPanel, type SupplyScale } from '../register-supply/panel.ts';

export const register = {
  setVolts: 0x00,
  setAmps: 0x01,
  volts: 0x02,
  amps: 0x03,
  power: 0x04,
  inputVolts: 0x05,
  lock: 0x06,
  protection: 0x07,
  mode: 0x08,
  output: 0x09,
  backlight: 0x0a,
  model: 0x0b,
  version: 0x0c,
  recall: 0x23,
  /** The settings in force; nine presets follow, sixteen registers apart. */
  firstPreset: 0x50,
} as const;

export interface DpsModel extends SupplyScale {
  readonly model: string;
  /** Number in the model register. */
  readonly id: number;
}

const model = (id: number, maxVolts: number, maxAmps: number, ampExponent: number): DpsModel => ({
  model: `DPS${id}`,
  id,
  voltExponent: -2,
  ampExponent,
  maxVolts,
  maxAmps,
});

export const dpsModels: readonly DpsModel[] = [
  model(3005, 30, 5, -3),
  model(5005, 50, 5, -3),
  model(5015, 50, 15, -2),
  model(5020, 50, 20, -2),
  model(8005, 80, 5, -3),
];

/** Registers 0 to 12 in one request: identity, settings, measured values and state belong together. */
export const dpsMap: PanelMap = {
  first: register.setVolts,
  count: register.version + 1,
  setting: register.setVolts,
  output: register.output,
  panelOf,
};

/**
 * The model register holds a small number that the same register of another supply may hold by chance (on an RD60xx it is
 * the current), so the registers around it must be possible as well.
 */
function panelOf(registers: readonly number[]): SupplyPanel | undefined {
  const at = (place: number) => registers[place] ?? Number.NaN;
  const found = dpsModels.find(({ id }) => id === at(register.model));
  if (found === undefined) return undefined;
  const { model, id: _id, ...scale } = found;
  const switches = [register.output, register.mode].every((place) => at(place) <= 1);
  // The settings go a few digits beyond the rating.
  const highest = 1.1 * scale.maxVolts * 10 ** -scale.voltExponent;
  if (!switches || at(register.protection) > 3 || at(register.setVolts) > highest) return undefined;
  return {
    identity: { make: 'RDTech', model, firmware: (at(register.version) / 10).toFixed(1) },
    scale,
    setVolts: at(register.setVolts),
    setAmps: at(register.setAmps),
    volts: at(register.volts),
    amps: at(register.amps),
    output: at(register.output) === 1,
    mode: modeOf(registers[register.mode]),
    protection: protectionOf(registers[register.protection]),
  };
}
