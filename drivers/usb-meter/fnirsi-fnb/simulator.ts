/**
 * An FNB48 or FNB58 in the USB line of the simulated unit. Once it is woken it sends 25 reports a second with four samples
 * each (all of one instant here), and stops when nobody tells it to go on.
 */
import type { SimulatedInstrument, SimulatorContext, Wire } from '../../contract/simulator.ts';
import { driftOf } from '../../simulated-unit/drift.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { crc8, type FnbSample, reportBytes, reportOf } from './report.ts';

const reportEveryMs = 40;
/** On virtual time, where a rehearsed hour would have ninety thousand reports that nobody looks at. */
const rehearsedEveryMs = 200;
const start = 0xaa;
/** How long it talks without being told to go on. */
const talksForMs = 3_000;

/** Faults: `drift` shows volts and amperes several percent off, `overload` far more current than the meter is made for. */
export function simulateFnb(unit: SimulatedUnit, { clock, faults }: SimulatorContext): SimulatedInstrument {
  let stop: () => void = () => undefined;

  const shown = (): FnbSample => {
    const factor = driftOf({ clock, faults }, 0.06)();
    const plug = unit.vbus();
    return {
      volts: Math.round(plug.volts * factor * 1e5),
      amps: faults.has('overload') ? 900_000 : Math.round(Math.max(0, plug.amps) * factor * 1e5),
      dPlus: Math.round(plug.dPlus * 1e3),
      dMinus: Math.round(plug.dMinus * 1e3),
      celsius: Math.round(plug.celsius * 10),
    };
  };
  /** What stands in the first report after waking, as far as anybody knows. */
  const unlike: FnbSample = { volts: 1, amps: 2, dPlus: 3, dMinus: 4, celsius: 5 };

  return {
    attach(wire: Wire) {
      let pending: number[] = [];
      let talksUntilMs = Number.NEGATIVE_INFINITY;
      let woken = 0;
      let isFirst = true;
      let cancel: () => void = () => undefined;
      const everyMs = clock.kind === 'virtual' ? rehearsedEveryMs : reportEveryMs;
      const again = () => {
        cancel = clock.after(everyMs, () => {
          if (clock.now() < talksUntilMs) {
            const sample = isFirst ? unlike : shown();
            wire.send(reportOf([sample, sample, sample, sample]));
            isFirst = false;
          }
          again();
        });
      };
      again();
      const stopData = wire.onData((chunk) => {
        pending.push(...chunk);
        while (pending.length >= reportBytes) {
          const report = Uint8Array.from(pending.slice(0, reportBytes));
          const isSound = report[0] === start && crc8(report.subarray(1, -1)) === report.at(-1);
          pending = pending.slice(isSound ? reportBytes : 1);
          if (!isSound) continue;
          const code = report[1];
          if (code === 0x81) {
            woken = 1;
            isFirst = true;
          } else if (woken > 0) woken += 1;
          if (woken >= 3) talksUntilMs = clock.now() + talksForMs;
        }
      });
      stop = () => {
        stopData();
        cancel();
      };
      wire.onClose(stop);
    },
    detach: () => stop(),
  };
}
