/** The station's instruments with a bench in this process, real ports, and a discovery that the test decides. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DiscoveredInstrument, Discovery } from '../../drivers/bench/bench-api.ts';
import { realBench } from '../../drivers/bench/real-bench.ts';
import { catalogue } from '../../drivers/catalogue.ts';
import type { Clock } from '../../foundation/clock/clock.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { serve } from '../../foundation/port/contract.ts';
import { instrumentValidators } from '../../station/api/instrument-validators.ts';
import type { InstrumentVerbs } from '../../station/api/station-api.ts';
import { InlineBench } from '../../station/bench/inline-bench.ts';
import { EventHub } from '../../station/compose/event-hub.ts';
import { instrumentHandlers } from '../../station/instruments/instrument-handlers.ts';
import { InstrumentRoom } from '../../station/instruments/instrument-room.ts';
import { InstrumentStore } from '../../station/instruments/instrument-store.ts';
import { LiveBench } from '../../station/instruments/live-bench.ts';
import { openDatabase } from '../../station/store/database.ts';
import { lockInstrument } from '../../station/store/run-lock.ts';
import { openWindow } from './window.ts';

export function instrumentRoom({ clock = new RealClock() as Clock, simulated = false, lookMs = 0 } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-room-'));
  const database = openDatabase(folder);
  const { parts, release } = realBench({ clock, drivers: catalogue, dataFolder: folder });
  let found: readonly DiscoveredInstrument[] = [];
  let looks = 0;
  const discover = async (): Promise<Discovery> => {
    looks += 1;
    await clock.sleep(lookMs);
    return { instruments: found, problems: [] };
  };
  const host = new InlineBench({ clock, parts: { ...parts, discover } });
  const events = new EventHub();
  const store = new InstrumentStore(database);
  const room = new InstrumentRoom({
    ...{ clock, events, store, drivers: catalogue },
    bench: new LiveBench(() => host),
    simulation: () => ({ on: simulated, scenario: 'healthy' }),
    lock: (address) => lockInstrument(address, 'live-readings'),
  });
  const window = openWindow((port) => {
    serve<InstrumentVerbs>(port, instrumentValidators, instrumentHandlers(room, catalogue));
    events.attach(port);
  });
  return {
    ...{ room, window, host, store, events },
    /** How often discovery has looked. */
    get looks(): number {
      return looks;
    },
    /** What discovery finds from now on. */
    plugged(instruments: readonly DiscoveredInstrument[]): void {
      found = instruments;
    },
    async close() {
      window.close();
      await room.close();
      await release();
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
