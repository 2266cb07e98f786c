/** A phone over USB through the real adb: listed, read, pulled out in the middle of a call, and back. */
import { codeOf, type GuestBench } from '../guest-bench.ts';
import type { Case } from '../guest-main.ts';
import { serials } from '../lab-facts.ts';

const address = `adb:${serials.phone}`;
/** adb looks for devices once a second. */
const adbWithinMs = 15_000;

async function listed(bench: GuestBench) {
  return (await bench.bench.parts.discover([])).instruments.find((one) => one.address === address);
}

async function isUsable(bench: GuestBench): Promise<boolean> {
  return (await listed(bench))?.state === 'usable';
}

async function phone(bench: GuestBench) {
  await bench.plug('phone');
  await bench.until(() => isUsable(bench), 'the phone', adbWithinMs);
  const found = await listed(bench);
  const opened = await bench.open('android', address);
  const moment = await opened.call('moment');
  await bench.pull('phone');
  const cut = await opened.call('moment', {}, 8_000);
  await bench.until(async () => (await listed(bench)) === undefined, 'the phone gone', adbWithinMs);
  const gone = await codeOf(bench.open('android', address).then(() => 'opened'));
  await codeOf(opened.instrument.close());
  await bench.plug('phone');
  await bench.until(() => isUsable(bench), 'the phone again', adbWithinMs);
  const again = await bench.open('android', address);
  const momentAgain = await again.call('moment');
  await again.instrument.close();
  return {
    found,
    identity: opened.instrument.identity,
    moment,
    cut,
    lost: opened.lost.map(({ code }) => code),
    gone,
    momentAgain,
  };
}

export const adbCases: readonly Case[] = [['phone', phone]];
