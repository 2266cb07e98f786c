/** A driver out of what a family of Modbus supplies has of its own; safe state is output off. */
import type { AccuracyTable } from '../../contract/accuracy-table.ts';
import type { ByteDriver } from '../../contract/driver.ts';
import type { SimulatedInstrument, SimulatorContext } from '../../contract/simulator.ts';
import { requestFrame } from '../../protocol/modbus-rtu/message.ts';
import { recognised } from '../../protocol/queued-instrument.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { RegisterSupply } from './instrument.ts';
import type { PanelMap } from './panel.ts';

export interface RegisterSupplyFamily {
  readonly id: string;
  readonly models: readonly { readonly make: string; readonly model: string }[];
  /** How it is recognised, in words. */
  readonly by: string;
  readonly baudRate: number;
  /** Least milliseconds between an answer and the next request. */
  readonly gapMs: number;
  readonly map: PanelMap;
  readonly accuracy?: readonly AccuracyTable[];
  simulate(unit: SimulatedUnit, context: SimulatorContext): SimulatedInstrument;
}

const openWithinMs = 8_000;
/** Address of the unit as it leaves the factory. */
const unit = 1;

export function registerSupplyDriver(family: RegisterSupplyFamily): ByteDriver {
  const { id, models, by, baudRate, gapMs, map, accuracy = [] } = family;
  const outputOff = requestFrame(unit, { kind: 'write-one', register: map.output, value: 0 });
  return {
    link: 'bytes',
    manifest: {
      id,
      models,
      capability: 'PowerSupply',
      // The CH340 of their USB boards; a thousand other things have one.
      recognised: { usb: [{ vendor: 0x1a86, product: 0x7523 }], by },
      line: { baudRate, dataBits: 8, parity: 'none', stopBits: 1 },
      minGapMs: gapMs,
      ...(accuracy.length === 0 ? {} : { accuracy }),
      energises: true,
      version: '1.0.0',
    },
    // Twice, because a request that meets the end of another one is damaged and not heard.
    safeState: { frames: [outputOff, outputOff], gapMs: 60 },
    async open(transport, { clock }) {
      const rules = { unit, gapMs, quietMs: 40, answerWithinMs: 500, probeFrom: map.first };
      const supply = new RegisterSupply(transport, clock, { map, accuracy }, rules);
      await recognised(id, transport, () => supply.identify({ deadlineMs: openWithinMs }));
      return supply;
    },
    simulate: (simulatedUnit, context) => family.simulate(simulatedUnit, context),
  };
}
