/**
 * A Korad KA3005P on the bench supply of the simulated unit, with the habits of the real one: no terminators, a stray
 * sixth byte after `ISET1?`, a 0x01 after its name, and commands that come too fast are dropped.
 */
import type { SimulatedInstrument, SimulatorContext, Wire } from '../../contract/simulator.ts';
import { driftOf } from '../../simulated-unit/drift.ts';
import type { SimulatedUnit } from '../../simulated-unit/unit.ts';
import { command } from './protocol.ts';

/** Every command, longest first where one begins another. */
const grammar =
  /^(\*IDN\?|[VI]SET1\?|[VI]OUT1\?|STATUS\?|VSET1:\d{1,2}\.\d{1,2}|ISET1:\d\.\d{1,3}|(?:OUT|OCP|OVP|BEEP)[01]|(?:SAV|RCL)[1-5])/;
/** Silence that ends a command, the time an answer takes, and how soon the next command may come. */
const commandEndsMs = 4;
const answerMs = 12;
const deafMs = 40;

export interface KoradSimulatorOptions {
  /** Answer to `*IDN?`; `KORADKA3005PV2.0` and 0x01 by default. */
  readonly name?: string;
}

export function simulateKorad(
  unit: SimulatedUnit,
  context: SimulatorContext,
  { name = 'KORADKA3005PV2.0\u0001' }: KoradSimulatorOptions = {},
): SimulatedInstrument {
  const { clock } = context;
  const answerTo = answersOf(unit, driftOf(context), name);
  let wire: Wire | undefined;
  let pending = '';
  let endOfCommand: (() => void) | undefined;
  let readyMs = Number.NEGATIVE_INFINITY;
  let stop: (() => void) | undefined;
  // On a real port a busy machine hands over late what the other side sent in good time, so nothing is dropped there.
  const isStrict = clock.kind === 'virtual';

  const obey = () => {
    for (let match = grammar.exec(pending); match !== null; match = grammar.exec(pending)) {
      const text = match[1] ?? '';
      pending = pending.slice(text.length);
      if (isStrict && clock.now() < readyMs) continue;
      readyMs = clock.now() + deafMs;
      const answer = answerTo(text);
      if (answer !== '') clock.after(answerMs, () => wire?.send(command(answer)));
    }
    pending = '';
  };
  return {
    attach(newWire) {
      wire = newWire;
      const stopData = newWire.onData((chunk) => {
        pending = (pending + String.fromCharCode(...chunk)).slice(-64);
        endOfCommand?.();
        endOfCommand = clock.after(commandEndsMs, obey);
      });
      stop = () => {
        stopData();
        endOfCommand?.();
        wire = undefined;
      };
      newWire.onClose(() => stop?.());
    },
    detach: () => stop?.(),
  };
}

/** Does what a command says; empty where it is not answered. */
function answersOf({ supply }: SimulatedUnit, drift: () => number, name: string): (text: string) => string {
  let overCurrentProtection = false;
  const status = () => {
    const { on, mode } = supply.state();
    return (on && mode === 'cv' ? 0x01 : 0) | 0x10 | (overCurrentProtection ? 0x20 : 0) | (on ? 0x40 : 0);
  };
  const volts = (value: number) => Math.min(99.99, value).toFixed(2).padStart(5, '0');
  const amps = (value: number) => Math.min(9.999, value).toFixed(3);
  return (text) => {
    const { setVolts, setAmps, volts: seenVolts, amps: seenAmps } = supply.state();
    const number = Number(text.slice(6));
    if (text.startsWith('VSET1:')) supply.set({ volts: number });
    else if (text.startsWith('ISET1:')) supply.set({ amps: number });
    else if (text === 'OUT0' || text === 'OUT1') supply.output(text === 'OUT1');
    else if (text.startsWith('OCP')) overCurrentProtection = text === 'OCP1';
    // The real one switches its output off when a memory is recalled.
    else if (text.startsWith('RCL')) supply.output(false);
    const answers: Record<string, () => string> = {
      '*IDN?': () => name,
      'VSET1?': () => volts(setVolts),
      'ISET1?': () => `${amps(setAmps)}K`,
      'VOUT1?': () => volts(seenVolts * drift()),
      'IOUT1?': () => amps(seenAmps * drift()),
      'STATUS?': () => String.fromCharCode(status()),
    };
    return answers[text]?.() ?? '';
  };
}
