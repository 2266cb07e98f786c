/**
 * What a station that died left switched on, when the ports have been numbered anew since: two supplies of a kind on real
 * pseudo-terminals, the bench's own code, and a USB tree that says which is which.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { SafeTarget } from '../../drivers/bench/bench-api.ts';
import { realBench } from '../../drivers/bench/real-bench.ts';
import { usbPlaces } from '../../drivers/bench/usb-places.ts';
import { catalogue } from '../../drivers/catalogue.ts';
import { koradDriver } from '../../drivers/power-supply/korad-ka3005p/driver.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { InlineBench } from '../../station/bench/inline-bench.ts';
import { makeSafeWhatIsLeft } from '../../station/compose/recover-energised.ts';
import { openDatabase } from '../../station/store/database.ts';
import { EnergisedStore } from '../../station/store/energised-store.ts';
import { giveBack, supplyOnPty } from '../peers/supply-on-pty.ts';
import { noPtys } from '../support/pty-pair.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  await giveBack();
});

/** Two supplies that are on; the list has the first, at the name that the port of the second has now. */
async function leftOn() {
  const [first, second] = [await supplyOnPty(koradDriver), await supplyOnPty(koradDriver)];
  for (const { unit } of [first, second]) {
    unit.supply.set({ volts: 5, amps: 1 });
    unit.supply.output(true);
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-left-'));
  const database = openDatabase(folder);
  const clock = new RealClock();
  const energised = new EnergisedStore(database, clock);
  const target: SafeTarget = {
    ...{
      key: 'RUN-1/supply',
      driver: 'korad-ka3005p',
      address: second.path,
      frames: ['4f555430', '4f555430'],
      gapMs: 100,
    },
    identity: { make: 'KORAD', model: 'KA3005P' },
    usb: { stableId: '0416:5011@1-1', usbPath: '1-1' },
  };
  await energised.mark(target, 'RUN-1');
  const { parts, release } = realBench({ clock, drivers: catalogue, dataFolder: folder });
  cleanUps.push(async () => {
    await release();
    database.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const port = (at: { readonly path: string }, usbPath: string) => ({
    ...{ path: at.path, vendor: 0x0416, product: 0x5011, serial: 'NT2009101400', usbPath },
  });
  const lent: string[] = [];
  const recover = (plugged: 'both' | 'the other') => {
    const ports = [port(second, '1-2'), ...(plugged === 'both' ? [port(first, '1-1')] : [])];
    const usb = { list: async () => usbPlaces(ports, []), followed: async (address: string) => address };
    return makeSafeWhatIsLeft({
      ...{ energised, run: 'RUN-2', isRunning: () => false, simulatedBench: undefined },
      lend: async (addresses) => void lent.push(...addresses),
      realBench: () => new InlineBench({ clock, parts: { ...parts, usb } }),
    });
  };
  const isOn = ({ unit }: typeof first) => unit.supply.state().on;
  return { first, second, energised, target, recover, lent, isOn };
}

describe.skipIf(noPtys !== '')(`an output that was left on${noPtys && ` (skipped: ${noPtys})`}`, () => {
  it('is switched off where it is now; the supply that has its old port stays on', async () => {
    const { first, second, energised, recover, lent, isOn } = await leftOn();
    expect(await recover('both')).toMatchObject([{ outcome: 'fresh' }]);
    expect([isOn(first), isOn(second)]).toEqual([false, true]);
    expect(lent).toEqual([first.path]);
    expect(energised.list()).toEqual([]);
  });

  it('that is nowhere is told and stays on the list, and the supply in its place is sent nothing', async () => {
    const { second, energised, target, recover, lent, isOn } = await leftOn();
    expect(await recover('the other')).toEqual([
      { key: expect.stringContaining('RUN-1/supply'), outcome: 'instrument/other' },
    ]);
    expect(isOn(second)).toBe(true);
    expect(lent).toEqual([]);
    expect(energised.list()).toEqual([{ run: 'RUN-1', target }]);
    // Plugged in again it is found by whoever comes next.
    await recover('both');
    expect(energised.list()).toEqual([]);
  });

  it('is not forgotten when another supply takes over in the same run', async () => {
    const { energised, target } = await leftOn();
    const other = { ...target, usb: { stableId: '0416:5011@1-2', usbPath: '1-2' } };
    expect(energised.isMarked(other)).toBe(false);
    await energised.mark(other, 'RUN-1');
    energised.clear(other);
    expect(energised.list()).toEqual([{ run: 'RUN-1', target }]);
    energised.clear(target);
    expect(energised.list()).toEqual([]);
  });
});
