/**
 * An open supply on Modbus. Guarantees: voltage and current of a measurement come from one answer with a good checksum;
 * a setting and the output count only after the supply has read them back; a supply that was exchanged behind the
 * driver's back is noticed with the next answer.
 */
import type { PowerSupplyVerbs } from '../../../foundation/capability/capability.ts';
import type { Clock } from '../../../foundation/clock/clock.ts';
import { CodedError } from '../../../foundation/failure.ts';
import { decimal, type Reading } from '../../../foundation/measurement/reading.ts';
import type { AccuracyTable } from '../../contract/accuracy-table.ts';
import type { CallOptions, InstrumentIdentity } from '../../contract/driver.ts';
import type { Transport } from '../../contract/transport.ts';
import { rated } from '../../protocol/accuracy.ts';
import { ModbusMaster, type ModbusRules } from '../../protocol/modbus-rtu/master.ts';
import { QueuedInstrument, type VerbHandler } from '../../protocol/queued-instrument.ts';
import { channelOf, refuseOutside } from '../within-rating.ts';
import type { PanelMap, SupplyPanel } from './panel.ts';

type Verbs = PowerSupplyVerbs;
/** Times a setting is sent before it counts as refused. */
const attempts = 3;

export class RegisterSupply extends QueuedInstrument {
  readonly capability = 'PowerSupply';
  readonly #modbus: ModbusMaster;
  readonly #map: PanelMap;
  readonly #accuracy: readonly AccuracyTable[];
  #identity: InstrumentIdentity | undefined;

  protected readonly verbs: Readonly<Record<string, VerbHandler>> = {
    set: (args, signal) => this.#set(args as Verbs['set']['in'], signal),
    output: (args, signal) => this.#switch((args as Verbs['output']['in']).on, signal),
    state: async (_args, signal) => stateOf(await this.#panel(signal)),
    measure: (_args, signal) => this.#measure(signal),
  };

  constructor(
    transport: Transport,
    clock: Clock,
    { map, accuracy }: { readonly map: PanelMap; readonly accuracy: readonly AccuracyTable[] },
    rules: ModbusRules,
  ) {
    super(transport, clock);
    this.#modbus = new ModbusMaster(transport, clock, rules);
    this.#map = map;
    this.#accuracy = accuracy;
  }

  get identity(): InstrumentIdentity {
    return this.#identity ?? { make: 'unknown', model: 'unknown' };
  }

  override async call(verb: string, args: unknown, options: CallOptions): Promise<unknown> {
    channelOf(args, 1);
    return super.call(verb, args, options);
  }

  /** Learns make, model and serial number. `instrument/timeout`, or `modbus/refused` when it has other registers. */
  identify(options: CallOptions): Promise<void> {
    return this.queue.run(options, async (signal) => {
      const { identity } = await this.#panel(signal);
      this.#identity = identity;
    });
  }

  async #panel(signal: AbortSignal): Promise<SupplyPanel> {
    const registers = await this.#modbus.read(this.#map.first, this.#map.count, signal);
    const panel = this.#map.panelOf(registers);
    const known = this.#identity;
    if (known === undefined) {
      if (panel === undefined)
        throw new CodedError('modbus/refused', { register: this.#map.first, exception: 'model' });
      return panel;
    }
    const isSame = panel?.identity.model === known.model && panel.identity.serial === known.serial;
    if (panel !== undefined && isSame) return panel;
    throw new CodedError('instrument/changed', { expected: known.model, actual: panel?.identity.model ?? 'unknown' });
  }

  async #set({ volts, amps }: Verbs['set']['in'], signal: AbortSignal): Promise<Verbs['set']['out']> {
    let panel = await this.#panel(signal);
    for (let attempt = 0; ; attempt += 1) {
      const { setVolts, setAmps, scale } = panel;
      refuseOutside('volts', volts, scale.maxVolts);
      refuseOutside('amps', amps, scale.maxAmps);
      const wantedVolts = volts === undefined ? setVolts : digits(volts, scale.voltExponent);
      const wantedAmps = amps === undefined ? setAmps : digits(amps, scale.ampExponent);
      const isSet = setVolts === wantedVolts && setAmps === wantedAmps;
      if (isSet && (attempt > 0 || (volts === undefined && amps === undefined))) {
        return { volts: decimal(setVolts, scale.voltExponent), amps: decimal(setAmps, scale.ampExponent) };
      }
      if (attempt >= attempts) {
        const [wanted, actual] = [`${wantedVolts}/${wantedAmps}`, `${setVolts}/${setAmps}`];
        throw new CodedError('supply/not-confirmed', { question: 'settings', wanted, actual });
      }
      const { setting } = this.#map;
      // Only what was asked for is written: the other one may just be turned by hand.
      if (volts !== undefined && amps !== undefined) {
        await this.#modbus.write(setting, [wantedVolts, wantedAmps], signal);
      } else if (volts !== undefined) await this.#modbus.write(setting, [wantedVolts], signal);
      else await this.#modbus.write(setting + 1, [wantedAmps], signal);
      panel = await this.#panel(signal);
    }
  }

  async #switch(on: boolean, signal: AbortSignal): Promise<Verbs['output']['out']> {
    for (let attempt = 1; ; attempt += 1) {
      await this.#modbus.writeOne(this.#map.output, on ? 1 : 0, signal);
      const panel = await this.#panel(signal);
      if (panel.output === on) return stateOf(panel);
      if (attempt < attempts) continue;
      const { output: actual, protection } = panel;
      throw new CodedError('supply/not-confirmed', { question: 'output', wanted: on, actual, protection });
    }
  }

  async #measure(signal: AbortSignal): Promise<Verbs['measure']['out']> {
    const askedMs = this.clock.now();
    const { identity, volts, amps, scale } = await this.#panel(signal);
    const at = this.clock.now();
    const shown = (raw: number, exponent: number) => ({
      value: decimal(raw, exponent),
      resolution: decimal(1, exponent),
      status: 'ok' as const,
      flags: ['dc' as const],
      at,
      latencyMs: at - askedMs,
    });
    const ratedHere = (reading: Reading) => rated(reading, this.#accuracy, { models: [identity.model] });
    const voltage = ratedHere({ ...shown(volts, scale.voltExponent), unit: 'V', quantity: 'voltage' });
    const current = ratedHere({ ...shown(amps, scale.ampExponent), unit: 'A', quantity: 'current' });
    this.events.publish(voltage, 'voltage');
    this.events.publish(current, 'current');
    return { voltage, current };
  }
}

function digits(value: number, exponent: number): number {
  return Math.round(value / 10 ** exponent);
}

function stateOf({ output, mode }: SupplyPanel): Verbs['state']['out'] {
  return output ? { output, mode } : { output, mode: 'unknown' };
}
