/**
 * Checks, rehearsals and looks through stores that are under way, each in a thread of its own. Guarantees: every one ends by its answer, by
 * being cancelled, or by its deadline; none outlives the station; a few at a time, so that runs keep their computer.
 */
import { Worker } from 'node:worker_threads';
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError, failureOf } from '../../foundation/failure.ts';
import type { WorkerAnswer, WorkerTask } from './worker-task.ts';

/** Threads at the same time. */
const mostJobs = 2;

export interface JobOptions {
  readonly job: string;
  readonly task: WorkerTask;
  readonly deadlineMs: number;
  onProgress?(done: number, total: number): void;
}

type Answer = Exclude<WorkerAnswer, { kind: 'progress' | 'failed' }>;

export class LibraryJobs {
  readonly #clock: Clock;
  readonly #program: () => string;
  readonly #running = new Map<string, (code: string) => void>();

  /** `program`: the built file of the thread. */
  constructor(clock: Clock, program: () => string) {
    this.#clock = clock;
    this.#program = program;
  }

  /**
   * Fails with `rehearsal/job-taken`, `rehearsal/too-many`, `rehearsal/cancelled`, `rehearsal/too-long`,
   * `rehearsal/thread-lost`, or as the task itself does.
   */
  run({ job, task, deadlineMs, onProgress }: JobOptions): Promise<Answer> {
    if (this.#running.has(job)) throw new CodedError('rehearsal/job-taken', { job });
    if (this.#running.size >= mostJobs) throw new CodedError('rehearsal/too-many', { most: mostJobs });
    const worker = new Worker(this.#program(), { workerData: task, stdin: false });
    return new Promise<Answer>((resolve, reject) => {
      const end = (outcome: () => void) => {
        cancelDeadline();
        if (this.#running.get(job) === stop) this.#running.delete(job);
        outcome();
        void worker.terminate();
      };
      const stop = (code: string) => end(() => reject(new CodedError(code, { job })));
      const cancelDeadline = this.#clock.after(deadlineMs, () => stop('rehearsal/too-long'));
      this.#running.set(job, stop);
      worker.on('message', (answer: WorkerAnswer) => {
        if (!this.#running.has(job)) return;
        if (answer.kind === 'progress') onProgress?.(answer.done, answer.total);
        else if (answer.kind === 'failed')
          end(() => reject(new CodedError(answer.failure.code, answer.failure.params)));
        else end(() => resolve(answer));
      });
      worker.on('error', (error) => {
        end(() => reject(new CodedError('rehearsal/thread-lost', { why: String(failureOf(error).params.message) })));
      });
      worker.on('exit', () => end(() => reject(new CodedError('rehearsal/thread-lost', { why: '' }))));
    });
  }

  /** A job that has ended already is no mistake: its end and this were on their way at the same time. */
  cancel(job: string): void {
    this.#running.get(job)?.('rehearsal/cancelled');
  }

  close(): void {
    for (const stop of [...this.#running.values()]) stop('rehearsal/cancelled');
  }
}
