/** A station on the other end of a memory port, for tests of the screens: it answers what a test lets it answer. */
import { CodedError } from '../../foundation/failure.ts';
import { type Handlers, postEvent, serve, type Validators } from '../../foundation/port/contract.ts';
import { memoryPortPair } from '../../foundation/port/memory-port.ts';
import type { Port } from '../../foundation/port/port.ts';
import type { StationSettings, StationStatus } from '../../station/api/station.ts';
import type { StationApi, StationEvents } from '../../station/api/station-api.ts';
import type { StationLink } from '../shell/station-link.ts';

export const calmStatus: StationStatus = {
  savedWall: null,
  diskFreeBytes: 81e9,
  diskLow: false,
  clock: 'ok',
  bench: 'idle',
  store: 'ok',
  energised: [],
  waiting: [],
  running: [],
  interrupted: [],
};

export const usualSettings: StationSettings = {
  name: 'Bench 3',
  operator: 'QA-7',
  operators: ['QA-7'],
  language: 'en',
  theme: 'bright',
  sound: 'off',
  simulation: { on: true, speed: 60, scenario: 'healthy' },
  welcomed: true,
};

type Answers = Partial<Handlers<StationApi>>;

export class FakeStation {
  /** What was asked, in order. */
  readonly calls: (readonly [string, unknown])[] = [];
  readonly answers: Answers;
  readonly #port: Port;

  constructor(link: StationLink, answers: Answers = {}) {
    const [near, far] = memoryPortPair();
    this.answers = {
      'station/settings': () => usualSettings,
      'station/status': () => calmStatus,
      'run/entries': () => [],
      'run/list': () => [],
      'run/unseen': () => [],
      'run/seen': () => ({}),
      'ticket/list': () => [],
      'instrument/overview': () => [],
      ...answers,
    };
    this.#port = far;
    const asIs = new Proxy({}, { get: () => (input: unknown) => input }) as Validators<StationApi>;
    serve<StationApi>(far, asIs, this.#recording());
    link.take(near);
  }

  tell<E extends keyof StationEvents>(name: E, value: StationEvents[E]): void {
    postEvent(this.#port, name, value);
  }

  /** The process dies. */
  die(): void {
    this.#port.close();
  }

  asked(verb: keyof StationApi): unknown[] {
    return this.calls.filter(([name]) => name === verb).map(([, input]) => input);
  }

  #recording(): Handlers<StationApi> {
    return new Proxy({} as Handlers<StationApi>, {
      // `serve` looks for own properties only.
      getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true, value: undefined }),
      get: (_, verb: string) => (input: unknown) => {
        this.calls.push([verb, input]);
        const answer = (this.answers as Record<string, ((input: unknown) => unknown) | undefined>)[verb];
        if (answer === undefined) throw new CodedError('port/unknown-verb', { verb });
        return answer(input);
      },
    });
  }
}
