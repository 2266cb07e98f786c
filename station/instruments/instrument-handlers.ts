/** Answers the verbs about instruments. */

import type { Driver } from '../../drivers/contract/driver.ts';
import type { Handlers } from '../../foundation/port/contract.ts';
import type { DriverChoice } from '../api/instruments.ts';
import type { FoundInstrument, InstrumentVerbs, StationApi } from '../api/station-api.ts';
import type { InstrumentRoom } from './instrument-room.ts';

type Answers = Handlers<InstrumentVerbs & Pick<StationApi, 'instrument/list'>>;

export function instrumentHandlers(room: InstrumentRoom, drivers: readonly Driver[]): Answers {
  return {
    'instrument/list': () => foundInstruments(room),
    'instrument/overview': ({ look }) => room.overview(look),
    'instrument/drivers': () => drivers.map(driverChoice),
    'instrument/connect': ({ address, driver }) => room.connect(address, driver),
    'instrument/identify': ({ address }) => room.identify(address),
    'instrument/disconnect': ({ address }) => room.disconnect(address).then(() => ({})),
    'instrument/add': ({ address }) => room.add(address),
    'instrument/forget': ({ address }) => room.forget(address),
    'instrument/calibration': ({ id, note }) => {
      room.calibrate(id, note);
      return {};
    },
    'instrument/console': ({ address, after, count }) => room.console(address, after, count),
    'instrument/conversation': ({ address }) => room.conversation(address),
    'telemetry/ack': ({ seq }) => {
      room.feed.ack(seq);
      return {};
    },
  };
}

function driverChoice({ manifest }: Driver): DriverChoice {
  const { id, models, capability, recognised } = manifest;
  return { id, models: models.map(({ make, model }) => `${make} ${model}`), capability, by: recognised.by };
}

/** As the command lists them; what kept the station from looking has no address. */
async function foundInstruments(room: InstrumentRoom): Promise<FoundInstrument[]> {
  const views = await room.overview(true);
  return views.map(({ id, address, driver, candidates, sharedCable = false, label, state, problem }) => ({
    id,
    address,
    // A guess is not told as a fact: several may fit, and an adapter says nothing of what hangs on it.
    driver: driver ?? (candidates.length === 1 && !sharedCable ? (candidates[0] ?? null) : null),
    candidates,
    name: label,
    usable: problem === null && state !== 'unusable' && state !== 'lost',
    ...(problem === null ? {} : { problem }),
  }));
}
