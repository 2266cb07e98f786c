/** A meter whose own face says that its battery is low: every reading says so too, and no promise of the maker holds. */
import { expect, it } from 'vitest';
import { askedRig } from './asked-meter/asked-rig.ts';
import { encodeFrame } from './uni-t-ut61e/frame.ts';
import { dcVoltsFrame } from './uni-t-ut61e/simulator.ts';
import { ut61eFormat } from './uni-t-ut61e/stream-decoder.ts';
import { uniTUt61ePlus } from './uni-t-ut61e-plus/driver.ts';
import { simulateUt61ePlus } from './uni-t-ut61e-plus/simulator.ts';

it('a UT61E on a low battery shows it with its number, which then has no uncertainty', () => {
  const frame = dcVoltsFrame(3.842_1);
  expect(ut61eFormat.readingOf(encodeFrame(frame))?.u95).toBeGreaterThan(0);
  const low = ut61eFormat.readingOf(encodeFrame({ ...frame, lowBattery: true }));
  expect(low).toMatchObject({ value: 3.842, status: 'ok', flags: ['dc', 'auto', 'low-battery'] });
  expect(low?.u95).toBeUndefined();
});

it('a UT61E+ that is asked says it with every answer', async () => {
  const { read, meter } = await askedRig(uniTUt61ePlus, (unit, context) => simulateUt61ePlus(unit, context, 'UT61E+'));
  expect((await read()).u95).toBeGreaterThan(0);
  meter.show({ mode: 2, range: 0, text: '3.8421', flags: ['auto', 'low-battery'] });
  const low = await read();
  expect(low).toMatchObject({ value: 3.842_1, flags: ['dc', 'auto', 'low-battery'] });
  expect(low.u95).toBeUndefined();
});
