/** A capture that its caller gives up leaves the oscilloscope as it was found. */
import { expect, it } from 'vitest';
import { CodedError } from '../../foundation/failure.ts';
import { frontPanels, openModel } from './front-panels.ts';

it.each(frontPanels)('a %s whose capture is given up in the middle goes on running', async (model, driver) => {
  const { instrument, clock, call } = await openModel(model, driver, '/dev/usbtmc7');
  const caller = new AbortController();
  const given = clock.run(
    instrument.call(
      'capture',
      { channel: 1, record: 'screen' },
      {
        deadlineMs: 60_000,
        signal: caller.signal,
        progress: () => caller.abort(new CodedError('run/stopped')),
      },
    ),
  );
  await expect(given).rejects.toMatchObject({ code: 'run/stopped' });
  expect((await call('state', {}, 20_000)).state).not.toBe('stopped');
});
