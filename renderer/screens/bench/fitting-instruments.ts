/** Which of the instruments that are there could be what a procedure needs. Pure. */
import type { DriverChoice, InstrumentView } from '../../../station/api/instruments.ts';

/** One instrument as one driver would read it. */
export interface Fitting {
  /** Of the choice: `DRIVER@ADDRESS`. */
  readonly id: string;
  readonly address: string;
  readonly driver: string;
  readonly instrument: InstrumentView;
}

/** Real ones that can be had now or later; what cannot be opened is no choice. */
export function fittingInstruments(
  capability: string,
  instruments: readonly InstrumentView[],
  drivers: readonly DriverChoice[],
): readonly Fitting[] {
  const able = new Set(drivers.filter((one) => one.capability === capability).map(({ id }) => id));
  return instruments
    .filter(({ simulated, state, address }) => !simulated && state !== 'unusable' && address !== '')
    .flatMap((instrument) => {
      const { address, driver, candidates } = instrument;
      const known = driver === null ? candidates : [driver];
      return known
        .filter((id) => able.has(id))
        .map((id) => ({ id: `${id}@${address}`, address, driver: id, instrument }));
    });
}
