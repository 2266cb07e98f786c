/** What is answered differently at a window: whoever begins a run there waits for its verdict. */
import type { Handlers } from '../../foundation/port/contract.ts';
import type { StationApi } from '../api/station-api.ts';
import type { AwaitedVerdicts } from '../store/awaited-verdicts.ts';

export function windowHandlers(handlers: Handlers<StationApi>, verdicts: AwaitedVerdicts): Handlers<StationApi> {
  return {
    ...handlers,
    'run/start': async (input) => {
      const begun = await handlers['run/start'](input);
      verdicts.await(begun.run);
      return begun;
    },
    'run/resume': async (input) => {
      const begun = await handlers['run/resume'](input);
      verdicts.await(begun.run);
      return begun;
    },
    'run/close': async (input) => {
      verdicts.await(input.run);
      return handlers['run/close'](input);
    },
  };
}

export function verdictHandlers(verdicts: AwaitedVerdicts): Handlers<Pick<StationApi, 'run/unseen' | 'run/seen'>> {
  return {
    'run/unseen': () => verdicts.unseen(),
    'run/seen': ({ run, by }) => {
      verdicts.seen(run, by);
      return {};
    },
  };
}
