/** Two ways for a promise of the context to be harmless. */

/** A call nobody awaits must not bring down the thread it fails in; whoever awaits it still gets the failure. */
export function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/** What an abandoned body gets for an answer. */
export function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}
