/** The page's way to the station while stations die and come. */
import { describe, expect, it } from 'vitest';
import { FakeStation } from '../test-support/fake-station.ts';
import { StationLink } from './station-link.ts';

const never = () => new Promise<never>(() => undefined);
const outcome = (asking: Promise<unknown>) =>
  asking.then(
    () => 'answered',
    (error: { code?: string }) => error.code,
  );

describe('the link to the station', () => {
  it('a station that the shell calls lost fails what was pending at once, although its port is silent', async () => {
    const link = new StationLink();
    new FakeStation(link, { 'ticket/list': never });
    const pending = outcome(link.call('ticket/list', {}));
    link.lose();
    expect(await pending).toBe('station/lost');
    expect(link.up).toBe(false);
  });

  it('a new port fails what was pending on the one before, and answers what is asked from then on', async () => {
    const link = new StationLink();
    new FakeStation(link, { 'ticket/list': never });
    const pending = outcome(link.call('ticket/list', {}));
    const ups: boolean[] = [];
    link.onUp((up) => ups.push(up));
    new FakeStation(link);
    expect(await pending).toBe('station/lost');
    expect(await outcome(link.call('ticket/list', {}))).toBe('answered');
    expect([link.up, ups]).toEqual([true, [true, true]]);
  });

  it('late words of a station before are heard by nobody', () => {
    const link = new StationLink();
    const before = new FakeStation(link);
    const told: unknown[] = [];
    link.on('rehearsal', (news) => told.push(news));
    new FakeStation(link);
    before.tell('rehearsal', { job: 'old', done: 1, total: 2 });
    before.die();
    expect([told, link.up]).toEqual([[], true]);
  });
});
