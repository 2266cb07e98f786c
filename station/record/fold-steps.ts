/** The part of the fold that follows steps, established states and soaks. */
import type { Failure } from '../../foundation/failure.ts';
import type { Entry } from './entry.ts';
import type { StepRecord } from './record.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

interface OpenStep extends Omit<Mutable<StepRecord>, 'failures'> {
  failures: Failure[];
}

/** Keeps one record per step, per established state (also when applied again after a resume) and per soak. */
export class StepFold {
  readonly #steps: OpenStep[] = [];
  readonly #running = new Map<string, OpenStep>();
  readonly #established = new Map<number, OpenStep>();

  records(): StepRecord[] {
    return this.#steps.map((step) => ({ ...step, failures: [...step.failures] }));
  }

  add(entry: Entry): void {
    switch (entry.kind) {
      case 'step.start':
        this.#begin('step', entry.name, entry.t, entry.attempt);
        break;
      case 'establish':
        this.#established.set(entry.undoId, this.#begin('establish', entry.name, entry.t, 1));
        break;
      case 'soak.start':
        this.#begin('soak', entry.name, entry.t, 1).plannedMs = entry.forMs;
        break;
      case 'step.end':
        this.#end('step', entry.name, 'done', entry.t);
        break;
      case 'establish.end':
        this.#end('establish', entry.name, 'done', entry.t);
        break;
      case 'step.fail':
        this.#fail('step', entry.name, entry.failure, entry.again ? undefined : entry.t);
        break;
      case 'establish.fail':
        this.#fail('establish', entry.name, entry.failure, entry.t);
        break;
      case 'sample': {
        const soak = this.#running.get(`soak ${entry.soak}`);
        if (soak !== undefined)
          Object.assign(soak, { samples: (soak.samples ?? 0) + 1, activeMs: entry.activeMs, totalMs: entry.totalMs });
        break;
      }
      case 'hole': {
        const soak = this.#running.get(`soak ${entry.soak}`);
        if (soak !== undefined) soak.holes = (soak.holes ?? 0) + 1;
        break;
      }
      case 'soak.end': {
        const soak = this.#end('soak', entry.name, 'done', entry.t);
        if (soak !== undefined)
          Object.assign(soak, {
            samples: entry.samples,
            holes: entry.holes,
            activeMs: entry.activeMs,
            totalMs: entry.totalMs,
          });
        break;
      }
      case 'undo': {
        const established = this.#established.get(entry.undoId);
        if (established !== undefined && entry.outcome === 'done') established.state = 'undone';
        break;
      }
      default:
        break;
    }
  }

  #begin(kind: StepRecord['kind'], name: string, t: number, attempt: number): OpenStep {
    const key = `${kind} ${name}`;
    const running = this.#running.get(key);
    if (running !== undefined) {
      running.attempts = Math.max(running.attempts, attempt);
      running.state = 'running';
      return running;
    }
    const step: OpenStep = { name, kind, state: 'running', attempts: attempt, startedMs: t, failures: [] };
    this.#steps.push(step);
    this.#running.set(key, step);
    return step;
  }

  #end(kind: StepRecord['kind'], name: string, state: StepRecord['state'], t: number): OpenStep | undefined {
    const key = `${kind} ${name}`;
    const step = this.#running.get(key);
    if (step === undefined) return undefined;
    step.state = state;
    step.endedMs = t;
    this.#running.delete(key);
    return step;
  }

  #fail(kind: StepRecord['kind'], name: string, failure: Failure, endedAt: number | undefined): void {
    this.#running.get(`${kind} ${name}`)?.failures.push(failure);
    if (endedAt !== undefined) this.#end(kind, name, 'failed', endedAt);
  }
}
