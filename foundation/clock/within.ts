/** Work that nobody waits for longer than its deadline. Guarantees: it settles once, and leaves no timer behind. */
import type { Clock } from './clock.ts';

/** What `work` comes to, or `late()` after `ms` of clock time. Nothing is cancelled: late work goes on unheard. */
export function within<T>(clock: Pick<Clock, 'deadline'>, ms: number, work: Promise<T>, late: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.deadline(ms, () => reject(late()));
    work.then(resolve, reject).finally(cancel);
  });
}
