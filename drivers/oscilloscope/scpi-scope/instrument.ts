/**
 * An open oscilloscope: one engine for all makers. Guarantees: a new capture began after the call; samples, scale and
 * settings belong together and a scope that was running before is running afterwards (`capture.ts`); no single damaged
 * answer counts (`confirmed-link.ts`).
 */
import type {
  CaptureArgs,
  ScopeState,
  ScopeTimebase,
  ScopeTrigger,
  ScopeVertical,
  Waveform,
} from '../../../foundation/capability/oscilloscope.ts';
import type { Clock } from '../../../foundation/clock/clock.ts';
import { within } from '../../../foundation/clock/within.ts';
import { CodedError, failureOf } from '../../../foundation/failure.ts';
import type { CallSinks, Instrument, InstrumentIdentity } from '../../contract/driver.ts';
import type { Transport } from '../../contract/transport.ts';
import { QueuedInstrument, type VerbHandler } from '../../protocol/queued-instrument.ts';
import { parseIdentity } from '../../protocol/scpi/identity.ts';
import { ScpiSession } from '../../protocol/scpi/session.ts';
import { captured } from './capture.ts';
import { ConfirmedLink } from './confirmed-link.ts';
import type { ScopeDialect, SettingDialect } from './dialect.ts';
import { measured } from './measurement.ts';
import { readScreen } from './record.ts';
import { captureArgs, measureArgs, timebaseArgs, triggerArgs, verticalArgs } from './request.ts';

const identifyWithinMs = 4_000;
const setUpWithinMs = 5_000;
/**
 * The rest of an answer that was given up is read away for so long, also over TCP: a scope that we have stopped can be set going
 * only by who has its connection, and many take one alone.
 */
const readAwayWithinMs = 12_000;
/** Of the time for closing: for the transport itself. */
const closingMs = 500;
const tooLate = new CodedError('instrument/timeout');

/**
 * Fails with `instrument/no-answer` when nothing answers, `instrument/not-recognised` when no dialect fits, and with the
 * transport's code when the line is lost. The transport is closed on failure.
 */
export async function openScope(
  transport: Transport,
  clock: Clock,
  dialectOf: (identity: string) => ScopeDialect | undefined,
): Promise<Instrument> {
  const { address } = transport;
  const session = new ScpiSession(transport, { clock, minGapMs: 2, afterTimeout: 'resynchronise', readAwayWithinMs });
  try {
    const text = await session.identify({ deadlineMs: identifyWithinMs });
    const dialect = dialectOf(text);
    const identity = parseIdentity(text);
    if (dialect === undefined || identity === undefined) {
      throw new CodedError('instrument/not-recognised', { address, identity: text.slice(0, 120) });
    }
    for (const command of dialect.setUp) await session.send(command, { deadlineMs: setUpWithinMs });
    const { make, model, serial, firmware } = identity;
    const known = { make, model, ...(serial && { serial }), ...(firmware && { firmware }) };
    return new ScpiScope({ transport, clock, session, dialect, identity: known });
  } catch (error) {
    await transport.close();
    if (failureOf(error).code !== 'instrument/timeout') throw error;
    throw new CodedError('instrument/no-answer', { address }, error);
  }
}

interface ScopeParts {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly session: ScpiSession;
  readonly dialect: ScopeDialect;
  readonly identity: InstrumentIdentity;
}

class ScpiScope extends QueuedInstrument {
  readonly capability = 'Oscilloscope';
  readonly closesWithinMs = 4_000;
  readonly identity: InstrumentIdentity;
  readonly #session: ScpiSession;
  readonly #dialect: ScopeDialect;
  readonly #address: string;
  /** Something was sent behind a call that was given up. */
  #wasGivenUp = false;

  constructor({ transport, clock, session, dialect, identity }: ScopeParts) {
    super(transport, clock);
    this.#session = session;
    this.#dialect = dialect;
    this.#address = transport.address;
    this.identity = identity;
    // The session gives a line up that does not get back in step, and then the transport closes with it.
    session.onClosed((reason) => this.queue.fail(reason));
  }

  protected readonly verbs: Readonly<Record<string, VerbHandler>> = {
    capture: (args, signal, sinks) => this.#capture(captureArgs(args), signal, sinks),
    measure: (args, signal) => measured(this.#link(signal), this.#dialect, this.clock, measureArgs(args)),
    screenshot: (_args, signal, sinks) => readScreen(this.#link(signal), this.#dialect, sinks),
    timebase: (args, signal) => this.#set<ScopeTimebase>(timebaseArgs(args), this.#dialect.timebase, signal),
    vertical: (args, signal) => {
      const { channel, ...wanted } = verticalArgs(args);
      return this.#set<ScopeVertical>(wanted, this.#dialect.vertical(channel), signal);
    },
    trigger: (args, signal) => this.#set<ScopeTrigger>(triggerArgs(args), this.#dialect.trigger, signal),
    run: (_args, signal) => this.#command('run', signal),
    stop: (_args, signal) => this.#command('stop', signal),
    single: (_args, signal) => this.#command('single', signal),
    state: async (_args, signal) => ({ state: await this.#dialect.state(this.#link(signal)) }),
  };

  /** Whoever stops a run closes its instruments in the same moment: what has to be set going again is, before that. */
  override async close(): Promise<void> {
    this.queue.fail({ code: 'transport/closed', params: { address: this.#address } });
    await within(this.clock, this.closesWithinMs - closingMs, this.#leftAsFound(), () => tooLate).catch(
      () => undefined,
    );
    await super.close();
  }

  async #leftAsFound(): Promise<void> {
    await this.queue.idle();
    if (!this.#wasGivenUp) return;
    // Its answer tells that the commands before it have been heard: what is only on its way goes down with the connection.
    await this.#session.query('*IDN?', { deadlineMs: this.closesWithinMs });
  }

  #link(signal: AbortSignal): ConfirmedLink {
    const onGivenUp = () => {
      this.#wasGivenUp = true;
    };
    const { clock } = this;
    return new ConfirmedLink({ session: this.#session, clock, address: this.#address, signal, onGivenUp });
  }

  async #capture(args: CaptureArgs, signal: AbortSignal, sinks: CallSinks): Promise<Waveform> {
    const waveform = await captured(this.#link(signal), this.#dialect, this.clock, args, sinks);
    const at = this.clock.now();
    for (const [name, reading] of Object.entries({ mean: waveform.mean, peakToPeak: waveform.peakToPeak })) {
      this.events.publish({ ...reading, at }, `channel ${args.channel} ${name}`);
    }
    return waveform;
  }

  async #set<S>(wanted: Partial<S>, setting: SettingDialect<S>, signal: AbortSignal): Promise<S> {
    const link = this.#link(signal);
    await link.send(...setting.set(wanted));
    // Whatever was refused or rounded shows in what it says now.
    return setting.read(link);
  }

  async #command(which: 'run' | 'stop' | 'single', signal: AbortSignal): Promise<ScopeState> {
    const link = this.#link(signal);
    await link.send(...this.#dialect.commands[which]);
    return { state: await this.#dialect.state(link) };
  }
}
