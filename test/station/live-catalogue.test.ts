/** Every driver of the catalogue gives live readings, all of them at once, and none shows an old number as a new one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../drivers/catalogue.ts';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import type { TelemetryFrame } from '../../station/api/instruments.ts';
import { instrumentRoom } from '../support/instrument-room.ts';

const clock = new VirtualClock();
const station = instrumentRoom({ clock, simulated: true });
const { window, host } = station;
const ids = catalogue.map(({ manifest }) => manifest.id);
const meters = Array.from({ length: 32 }, (_, index) => ({ driver: 'uni-t-ut61e', address: `sim:meter-${index}` }));
/** At least 32, whatever the catalogue has. */
const places = [...ids.map((driver) => ({ driver, address: `sim:${driver}` })), ...meters];
/** The bench's own names of what is open, as its client heard them when they were opened. */
const keys = new Map<string, string>();
host.onUp((client) => {
  const call = client.call.bind(client);
  client.call = (verb, input, ms) => {
    const { key, address } = input as { readonly key?: string; readonly address?: string };
    if (verb === 'bench/open' && key !== undefined && address !== undefined) keys.set(address, key);
    return call(verb, input, ms);
  };
});
const pass = (ms: number) => clock.run(clock.sleep(ms));
const framesOf = (address: string): TelemetryFrame['channels'] =>
  window.frames.flatMap(({ channels }) => channels.filter((one) => one.address === address));

beforeAll(async () => {
  await clock.run(Promise.all(places.map((place) => window.call('instrument/connect', place))));
  await pass(8_000);
}, 120_000);
afterAll(() => clock.run(station.close()));

describe('on the simulated bench', () => {
  it.each(ids)('%s is read', async (driver) => {
    const address = `sim:${driver}`;
    const view = (await window.call('instrument/overview', { look: false })).find((one) => one.address === address);
    expect(view).toMatchObject({ state: 'online', problem: null, driver });
    expect(view?.channels.length).toBeGreaterThan(0);
    const points = framesOf(address).reduce((sum, { times }) => sum + times.length, 0);
    expect(points).toBeGreaterThanOrEqual(2);
  });

  it('all of them stream at once, none is left behind, and no frame is dropped for a page that answers', () => {
    for (const { address } of meters) {
      const points = framesOf(address).reduce((sum, { times }) => sum + times.length, 0);
      expect([address, points]).toEqual([address, expect.any(Number)]);
      expect(points).toBeGreaterThan(10);
    }
    expect(window.frames.at(-1)?.dropped).toBe(0);
    expect(window.frames.length).toBeLessThan(30 * 20);
  });

  it('what is disconnected is read no more, and the others go on', async () => {
    const all = ids.map((driver) => window.call('instrument/disconnect', { address: `sim:${driver}` }));
    await clock.run(Promise.all(all));
    const from = window.frames.length;
    await pass(1_000);
    const heard = new Set(window.frames.slice(from).flatMap(({ channels }) => channels.map(({ address }) => address)));
    expect([...heard].sort()).toEqual(meters.map(({ address }) => address).sort());
  });

  it('an instrument that falls silent is a hole, says why, and is well again when it talks again', async () => {
    const client = await host.client();
    const key = keys.get('sim:meter-0') ?? '';
    await clock.run(client.call('bench/fault', { key, name: 'silence', on: true }));
    await pass(10_000);
    expect(framesOf('sim:meter-0').at(-1)?.last).toMatchObject({ value: null, status: 'stale' });
    const silent = (await window.call('instrument/overview', { look: false })).find(
      ({ address }) => address === 'sim:meter-0',
    );
    expect(silent?.problem).toMatchObject({
      code: 'instrument/silent',
      params: { cure: 'cure/switch-on-data-output' },
    });
    await clock.run(client.call('bench/fault', { key, name: 'silence', on: false }));
    await pass(5_000);
    expect(framesOf('sim:meter-0').at(-1)?.last.status).not.toBe('stale');
  });

  it('when the bench process dies everything is lost at once and comes back by itself', async () => {
    const seen = window.lists.length;
    await clock.run(host.replace('bench/killed'));
    await pass(100);
    const lost = window.lists.slice(seen).at(-1) ?? [];
    expect(lost.filter(({ state }) => state === 'lost')).toHaveLength(meters.length);
    await pass(30_000);
    const back = await window.call('instrument/overview', { look: false });
    expect(back.filter(({ state }) => state === 'online')).toHaveLength(meters.length);
  }, 60_000);
});
