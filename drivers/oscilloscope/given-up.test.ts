/** A capture that its caller gives up leaves the oscilloscope as it was found. */
import { expect, it } from 'vitest';
import { CodedError } from '../../foundation/failure.ts';
import type { Instrument } from '../contract/driver.ts';
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

/** What is sent from the moment on at which a capture is given up in the middle; `and` happens in that moment. */
async function sentBehind(
  [model, driver]: (typeof frontPanels)[number],
  and: (instrument: Instrument) => unknown,
): Promise<string[]> {
  const { instrument, clock, sent } = await openModel(model, driver, '/dev/usbtmc7');
  const caller = new AbortController();
  let from = 0;
  const progress = () => {
    if (caller.signal.aborted) return;
    from = sent.length;
    caller.abort(new CodedError('run/stopped'));
    and(instrument);
  };
  const options = { deadlineMs: 60_000, signal: caller.signal, progress };
  await clock.run(instrument.call('capture', { channel: 1, record: 'screen' }, options).catch(() => undefined));
  await clock.run(clock.sleep(20_000));
  return sent.slice(from).filter((line) => !line.includes('?'));
}

it.each(frontPanels)('a %s that is closed in the same moment is set going first', async (...panel) => {
  const closing: Promise<void>[] = [];
  const commands = await sentBehind(panel, (instrument) => closing.push(instrument.close()));
  await Promise.all(closing);
  expect(commands.length).toBeGreaterThan(0);
  expect(commands).toEqual(await sentBehind(panel, () => undefined));
});

it('an oscilloscope that somebody sets going otherwise after the capture was given up is left to them', async () => {
  const [[model, driver] = []] = frontPanels;
  if (model === undefined || driver === undefined) throw new Error('there is a Rigol');
  const { instrument, clock, call, sent, turn } = await openModel(model, driver, 'tcp:192.0.2.7:5025');
  const caller = new AbortController();
  let turned: Promise<void> = Promise.resolve();
  const progress = () => {
    if (caller.signal.aborted) return;
    caller.abort(new CodedError('run/stopped'));
    turned = turn(':TRIG:EDGE:LEV 5.02', ':TRIG:SWE NORM', ':RUN');
  };
  const options = { deadlineMs: 60_000, signal: caller.signal, progress };
  await clock.run(instrument.call('capture', { channel: 1, record: 'screen' }, options).catch(() => undefined));
  await turned;
  await clock.run(clock.sleep(15_000));
  expect(await call('trigger', {}, 20_000)).toMatchObject({ sweep: 'normal' });
  expect((await call('state', {}, 20_000)).state).not.toBe('stopped');
  expect(sent.filter((line) => line.startsWith(':TRIG:SWE AUTO'))).toEqual([]);
});
