/** Calls one after the other, in the order they were made; one that gives up while waiting never lets others overtake. */
import { unlessAborted } from './call-limit.ts';

export class CallQueue {
  #turn: Promise<void> = Promise.resolve();

  /** Runs `work` when all earlier calls are over; rejects with the signal's reason when that comes first. */
  async inTurn<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const before = this.#turn;
    let over: () => void = () => undefined;
    this.#turn = new Promise((resolve) => {
      over = resolve;
    });
    try {
      await unlessAborted(before, signal);
      return await work();
    } finally {
      void before.then(over);
    }
  }
}
