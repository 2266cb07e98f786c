import { expect, it } from 'vitest';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { createUnit } from '../../simulated-unit/simulated-bench-unit.ts';
import { androidDriver } from './driver.ts';
import { simulatedPhoneLink } from './simulator/simulated-phone-link.ts';

it('smoke', async () => {
  const clock = new VirtualClock();
  const unit = createUnit({ clock, scenario: 'healthy' });
  const link = await clock.run(simulatedPhoneLink(unit, { clock }));
  const phone = await clock.run(androidDriver.open(link, { clock }));
  console.log(phone.identity);
  const call = (verb: string, args: unknown = {}) => clock.run(phone.call(verb, args, { deadlineMs: 20000 }));
  console.log(await call('identity'));
  console.log(JSON.stringify(await call('sample', { battery: true, thermal: true, telephony: true }), null, 1));
  console.log(JSON.stringify(await call('batteryHealth'), null, 1));
  console.log(await call('readiness'));
  console.log(await call('playVideo', { path: '/sdcard/Movies/bench.mp4' }));
  await clock.advance(10_000);
  console.log(
    JSON.stringify(
      await call('sample', { media: { package: 'com.google.android.apps.photos', screenshot: true } }),
      null,
      1,
    ),
  );
  console.log(await call('stopVideo'), await call('load', { percent: 100 }), await call('crashes'));
  const t = performance.now();
  for (let i = 0; i < 720; i++)
    await call('sample', { battery: true, thermal: true, telephony: true, media: { package: 'x.y' } });
  console.log('720 samples ms', performance.now() - t);
});
