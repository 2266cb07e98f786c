/**
 * The bench: every native handle behind one port. Guarantees: every input is validated; an instrument is opened once;
 * safe frames go past every queue and every driver; what instruments say by themselves is told as events. It knows
 * nothing of processes: a port, a clock and what opens addresses are given to it.
 */
import { SwitchedOn } from '../../foundation/capability/energising.ts';
import { within } from '../../foundation/clock/within.ts';
import { CodedError } from '../../foundation/failure.ts';
import { type Handlers, postEvent, serve } from '../../foundation/port/contract.ts';
import type { Port } from '../../foundation/port/port.ts';
import type { Driver, Instrument } from '../contract/driver.ts';
import type { FaultSwitch } from '../contract/fault.ts';
import { hiddenModesOf } from '../contract/hidden-modes.ts';
import type { LineSettings } from '../contract/transport.ts';
import { recordedTransport } from '../transport/recorded.ts';
import type {
  BenchApi,
  BenchEvents,
  CallAnswer,
  CallRequest,
  OpenedInstrument,
  OpenRequest,
  SafeOutcome,
} from './bench-api.ts';
import type { BenchParts } from './bench-parts.ts';
import { benchValidators } from './bench-validators.ts';
import { definedOf } from './defined-of.ts';
import { type GatedTransport, gatedTransport } from './gated-transport.ts';
import { toHex } from './hex.ts';
import { InstrumentLines } from './instrument-lines.ts';
import { handleOf, type OpenLink } from './open-address.ts';
import { OpenInstrument } from './open-instrument.ts';
import { type OpenOutput, SafeOutputs } from './safe-outputs.ts';
import { safeTargetOf } from './safe-target.ts';
import { Whereabouts } from './whereabouts.ts';

export type { BenchParts };

export interface BenchServer {
  /** Sends the safe frames of everything that was switched on or set from here. What was only read is the person's own. */
  makeSafe(): Promise<readonly SafeOutcome[]>;
  /** Closes every instrument and stops answering. */
  close(): Promise<void>;
}

/** Drivers keep their own deadlines while opening; this is for one that does not. */
const openDeadlineMs = 20_000;
/** After this the handle is taken away from a driver that does not close, where its instrument does not need longer. */
const closeDeadlineMs = 500;

interface Opened extends OpenOutput {
  readonly instrument: Instrument;
  readonly faults?: FaultSwitch;
  /** Gives the handle back whatever the driver does. */
  give(): Promise<void>;
}

export function serveBench(port: Port, parts: BenchParts): BenchServer {
  const bench = new Bench(port, parts);
  const stop = serve<BenchApi>(port, benchValidators, bench.handlers());
  return {
    makeSafe: () => bench.makeAllSafe(),
    async close() {
      stop();
      await bench.closeAll();
    },
  };
}

class Bench {
  readonly #port: Port;
  readonly #parts: BenchParts;
  readonly #where: Whereabouts;
  readonly #open = new Map<string, Opened>();
  readonly #opening = new Set<string>();
  readonly #lines: InstrumentLines;
  readonly #outputs: SafeOutputs;

  constructor(port: Port, parts: BenchParts) {
    this.#port = port;
    this.#parts = parts;
    this.#where = new Whereabouts(parts.usb);
    const { clock, open } = parts;
    this.#lines = new InstrumentLines(parts.lines);
    const [opened, driver] = [(key: string) => this.#open.get(key), (id: string) => this.#driver(id)];
    this.#outputs = new SafeOutputs({ clock, open, where: this.#where, opened, driver });
  }

  handlers(): Handlers<BenchApi> {
    const done = (): Record<string, never> => ({});
    return {
      'bench/ping': () => ({ at: this.#parts.clock.now() }),
      'bench/locate': (known) => this.#where.of(known),
      'bench/open': (request) => this.#openInstrument(request),
      'bench/grant': ({ key, lease }) => this.#opened(key).queue.grant(lease).then(done),
      'bench/call': (request) => this.#call(request),
      'bench/close': ({ key }) => this.#close(key).then(done),
      'bench/list': ({ manual }) => this.#parts.discover(manual ?? []),
      'bench/identify': async ({ address }) => {
        const answer = await this.#parts.identify?.(address);
        if (answer === undefined) throw new CodedError('instrument/not-to-be-asked', { address });
        return { answer };
      },
      'bench/safe': async ({ targets }) => ({
        outcomes: await Promise.all(targets.map((target) => this.#outputs.makeSafe(target))),
      }),
      'bench/look': async ({ targets }) => ({
        looks: await Promise.all(targets.map((target) => this.#outputs.look(target))),
      }),
      'bench/fault': ({ key, name, on }) => {
        const { faults } = this.#opened(key);
        if (faults === undefined) throw new CodedError('bench/not-simulated', { key });
        faults.set(name, on);
        return {};
      },
      'bench/operator': ({ key, answer }) => {
        this.#parts.operator(key, answer);
        return {};
      },
    };
  }

  makeAllSafe(): Promise<readonly SafeOutcome[]> {
    const targets = [...this.#open.values()].flatMap(({ safe, switched }) => (switched.isAny && safe ? [safe] : []));
    return Promise.all(targets.map((target) => this.#outputs.makeSafe(target)));
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((key) => this.#close(key)));
  }

  #tell<E extends keyof BenchEvents>(name: E, value: BenchEvents[E]): void {
    postEvent(this.#port, name, value);
  }

  #opened(key: string): Opened {
    const opened = this.#open.get(key);
    if (opened === undefined) throw new CodedError('instrument/not-open', { key });
    return opened;
  }

  async #openInstrument(request: OpenRequest): Promise<OpenedInstrument> {
    const { key, address } = request;
    const driver = this.#driver(request.driver);
    const taken = [...this.#open.values()].some((opened) => opened.address === address);
    if (this.#open.has(key) || taken || this.#opening.has(address)) {
      throw new CodedError('bench/already-open', { key, address });
    }
    this.#opening.add(address);
    try {
      const { usb } = await this.#where.at(request);
      return await this.#lines.each(driver, address, usb?.stableId ?? address, async (line) => {
        const link = await this.#parts.open(driver, address, request.simulated, line);
        return this.#begin({ ...request, ...definedOf({ usb }) }, driver, link, line);
      });
    } finally {
      this.#opening.delete(address);
    }
  }

  async #begin(
    request: OpenRequest,
    driver: Driver,
    link: OpenLink,
    line: LineSettings | undefined,
  ): Promise<OpenedInstrument> {
    const { key, address } = request;
    const { clock } = this.#parts;
    const gate = link.link === 'bytes' ? this.#gate(key, link.transport) : undefined;
    const give = () => handleOf(link).close();
    const opening = (async () => {
      // While we hold the port its name cannot go to another instrument any more.
      if (request.usb !== undefined) await this.#where.at(request);
      if (driver.link === 'bytes' && gate !== undefined) return driver.open(gate.transport, { clock });
      if (driver.link === 'phone' && link.link === 'phone') return driver.open(link.phone, { clock });
      if (driver.link === 'iphone' && link.link === 'iphone') return driver.open(link.iphone, { clock });
      throw new CodedError('bench/wrong-link', { address, driver: driver.manifest.id });
    })();
    const instrument = await within(clock, openDeadlineMs, opening, () => tooSlow(openDeadlineMs)).catch(
      async (error: unknown) => {
        await give();
        throw error;
      },
    );
    const safe = safeTargetOf(request, driver, instrument, gate?.transport, line);
    const queue = new OpenInstrument({
      key,
      instrument,
      clock,
      ...(gate === undefined ? {} : { gate }),
      onLate: (late) => this.#tell('instrument/late', late),
      onBlock: (piece) => this.#tell('instrument/block', piece),
      onProgress: (told) => this.#tell('instrument/progress', told),
      onHung: () => void this.#lost(key, { code: 'instrument/hung', params: { key } }),
    });
    const { faults } = link;
    const detour = link.link === 'bytes' ? link.detour : undefined;
    const switched = new SwitchedOn();
    this.#open.set(key, { address, queue, instrument, give, switched, ...definedOf({ gate, faults, safe, detour }) });
    instrument.onReading((reading, channel) => this.#tell('instrument/reading', { key, channel, reading }));
    instrument.onLost((reason) => void this.#lost(key, reason));
    const { identity, capability } = instrument;
    const { usb } = request;
    const { version, cannotTell } = driver.manifest;
    const untold = hiddenModesOf(cannotTell, identity.model);
    const more = definedOf({ usb, safe, cannotTell: untold.length === 0 ? undefined : untold });
    return { key, identity, capability, driverVersion: version, ...more };
  }

  async #call(request: CallRequest): Promise<CallAnswer> {
    const { queue, switched } = this.#opened(request.key);
    switched.begins(request.verb, request.args);
    const answer = await queue.call(request);
    switched.confirmed(request.verb, request.args);
    return answer;
  }

  #gate(key: string, transport: Extract<OpenLink, { link: 'bytes' }>['transport']): GatedTransport {
    const { clock } = this.#parts;
    const transcript = {
      record: ({ direction, at, bytes }: Parameters<Parameters<typeof recordedTransport>[1]['record']>[0]) =>
        this.#tell('transcript', { key, direction, at, hex: toHex(bytes) }),
    };
    return gatedTransport(recordedTransport(transport, transcript, clock));
  }

  #driver(id: string): Driver {
    const driver = this.#parts.drivers.find(({ manifest }) => manifest.id === id);
    if (driver === undefined) throw new CodedError('bench/unknown-driver', { driver: id });
    return driver;
  }

  async #close(key: string): Promise<void> {
    const opened = this.#open.get(key);
    if (opened === undefined) return;
    this.#open.delete(key);
    opened.queue.revoke();
    const closeMs = opened.instrument.closesWithinMs ?? closeDeadlineMs;
    const closing = within(this.#parts.clock, closeMs, opened.instrument.close(), () => tooSlow(closeMs));
    await closing.catch(() => undefined);
    await opened.give();
  }

  async #lost(key: string, reason: BenchEvents['instrument/lost']['reason']): Promise<void> {
    // Our own close takes the instrument off the list first, so it is not told as a loss.
    const opened = this.#open.get(key);
    if (opened === undefined) return;
    opened.queue.lose(reason.code);
    this.#tell('instrument/lost', { key, reason: { code: reason.code, params: { ...reason.params } } });
    await this.#close(key);
  }
}

function tooSlow(afterMs: number): CodedError {
  return new CodedError('instrument/open-timeout', { afterMs });
}
