/**
 * The bench meters that libsigrok 0.5.2 knows by name, every function × range × sign × overload that our simulator can
 * say, against sigrok-cli 0.7.2 over TCP. The meter is our simulated one without the time a measurement takes.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { FaultSwitch } from '../../drivers/contract/fault.ts';
import type { SimulatedInstrument, Wire } from '../../drivers/contract/simulator.ts';
import { numberOf, readingOf } from '../../drivers/multimeter/scpi-multimeter/answer.ts';
import { commandsOf } from '../../drivers/multimeter/scpi-multimeter/command-line.ts';
import { functions, type MeterFunction } from '../../drivers/multimeter/scpi-multimeter/functions.ts';
import { degreesQuestion, joined, presentOf } from '../../drivers/multimeter/scpi-multimeter/setting.ts';
import { SimulatedMeter } from '../../drivers/multimeter/scpi-multimeter/simulated-meter.ts';
import { type SimulatedModel, simulatedModel } from '../../drivers/multimeter/scpi-multimeter/simulated-models.ts';
import type { SimulatedUnit } from '../../drivers/simulated-unit/unit.ts';
import { listenOnTcp } from '../../drivers/transport/tcp-listener.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import type { Reading } from '../../foundation/measurement/reading.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { PeerComparison } from './peer-comparison.ts';
import { missing, run } from './peer-process.ts';
import { alignedStates } from './sigrok-bench.ts';

const context = { clock: new RealClock(), random: seededRandom(1), faults: new FaultSwitch() };
const unit = { batteryTerminal: () => ({ volts: 0, amps: 0 }) } as unknown as SimulatedUnit;

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

interface State {
  readonly function: MeterFunction;
  /** Absent where the function has none: then it ranges by itself. */
  readonly range?: number;
  readonly value: number;
}

const idle: State = { function: 'dc-volts', range: 1_000, value: 111.1 };
const separator: State = { ...idle, value: 222.2 };

function statesOf({ dialect }: SimulatedModel): State[] {
  const names = Object.keys(dialect.ranges) as MeterFunction[];
  return names.flatMap((name) => {
    const ranges = dialect.ranges[name] ?? [];
    const parts = [0.654_321, -0.654_321, 1, -1, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    if (ranges.length === 0) return parts.map((value) => ({ function: name, value }));
    return ranges.flatMap((range) => parts.map((part) => ({ function: name, range, value: part * range })));
  });
}

/** The real ones name range and resolution of these as well, which our simulated ones have none of. */
function ranged(answer: string): string {
  return answer.replace(/^"(FREQ|CAP|TEMP)"$/, '"$1 +1.000000E+00,+1.000000E-06"');
}

/** The meter in one of the states after the other: each question for its setting turns it to the next. */
function steppingMeter(model: SimulatedModel, order: readonly State[]): SimulatedInstrument {
  let next = 0;
  const meter = new SimulatedMeter(model, unit, context.faults);
  let text = '';
  const obey = (line: string, wire: Wire) => {
    for (const command of commandsOf(line)) {
      if (command.header === 'CONF?') turn(meter, order[next++] ?? idle);
      const { answer } = meter.obey(command);
      if (answer !== undefined) wire.send(Uint8Array.from(Buffer.from(`${ranged(answer)}${model.lineEnd}`, 'latin1')));
    }
  };
  return {
    attach: (wire) =>
      wire.onData((chunk) => {
        const parts = (text + Buffer.from(chunk).toString('latin1')).split('\n');
        text = parts.pop() ?? '';
        for (const line of parts) obey(line.trim(), wire);
      }),
    detach: () => undefined,
  };
}

function turn(meter: SimulatedMeter, { function: name, range, value }: State): void {
  const argument = range === undefined ? '' : ` ${range.toExponential()}`;
  for (const command of commandsOf(`CONF:${functions[name].conf}${argument}`)) meter.obey(command);
  meter.show(name, value);
}

/** What our driver makes of the two answers that the peer is given. */
function oursOf(model: SimulatedModel, state: State): { readonly ours: Reading | undefined; readonly text: string } {
  const meter = new SimulatedMeter(model, unit, context.faults);
  turn(meter, state);
  const ask = (question: string) => commandsOf(question).map((command) => meter.obey(command).answer ?? '')[0] ?? '';
  const [answer, text] = [ranged(ask('CONF?')), ask('READ?')];
  // Which the peer takes for granted.
  const degrees = degreesQuestion(answer, model.dialect);
  const setting = degrees === undefined ? answer : joined(answer, ask(degrees));
  const present = presentOf(setting, model.dialect);
  const number = numberOf(text, model.dialect, present?.function);
  const told = { text: `${setting} ${text}` };
  if (present === undefined || number === undefined) return { ours: undefined, ...told };
  return { ours: readingOf({ text, number, setting, present }, model.dialect, false), ...told };
}

describe('SCPI multimeters over TCP, in every state', () => {
  const without = missing('sigrok-cli');

  it.skipIf(without !== '').each(['34401A', '34405A', '34465A'] as const)(
    `%s means the same to us and to sigrok-cli${without}`,
    async (name) => {
      const model = simulatedModel(name);
      const states = statesOf(model);
      // It asks for the setting a few times before it begins.
      const order = [...Array<State>(8).fill(idle), ...states.flatMap((state) => [state, separator])];
      const instrument = steppingMeter(model, order);
      const listener = await listenOnTcp({ ...context, instrument, port: 0 });
      cleanUps.push(() => listener.stop());
      const device = `scpi-dmm:conn=tcp-raw/127.0.0.1/${listener.port}`;
      const args = ['-d', device, '--samples', `${order.length}`, '-O', 'analog'];
      const { out, err } = await run('sigrok-cli', args, 50_000);
      const printed = out.split('\n').flatMap((line) => /^P1: (.*)$/.exec(line)?.slice(1) ?? []);
      const isIdle = (line: string) => line.startsWith('111.1');
      const lines = alignedStates(printed, isIdle, (line) => line.startsWith('222.2'));
      expect(lines, `${err}${out.slice(-300)}`).toHaveLength(states.length);
      const comparison = new PeerComparison('scpi-dmm');
      for (const [nth, state] of states.entries()) comparison.take({ ...oursOf(model, state), line: lines[nth] });
      expect(comparison.disagreements).toEqual([]);
      expect(comparison.unseen).toEqual([]);
    },
    60_000,
  );
});
