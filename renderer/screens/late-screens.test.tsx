// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { screens as everyScreen } from '../state/place-store.ts';
import { allScreens } from './all-screens.ts';
import { LateScreens } from './late-screens.ts';

const Part = () => null;
const nothing = { instruments: Part, run: Part, history: Part, procedures: Part, tickets: Part, station: Part };
type Name = keyof typeof nothing;

/** Loaders that count and fail as told. */
function loaders(failing: () => boolean = () => false) {
  const asked: Name[] = [];
  const names = Object.keys(nothing) as Name[];
  const all = names.map((name) => [
    name,
    () => {
      asked.push(name);
      return failing() ? Promise.reject(new Error('not readable')) : Promise.resolve(nothing[name]);
    },
  ]);
  return { asked, all: Object.fromEntries(all) as ConstructorParameters<typeof LateScreens>[0] };
}

describe('screens that are loaded late', () => {
  it('are the same as the screens of all tests', async () => {
    const late = new LateScreens();
    for (const name of everyScreen) {
      await vi.waitFor(() => expect(late.part(name)).toBeDefined(), { timeout: 15_000 });
      expect(late.part(name)).toBe(allScreens.part(name));
    }
  }, 30_000);

  it('one that is asked for is loaded once, and the window is told', async () => {
    const { asked, all } = loaders();
    const late = new LateScreens(all);
    const told = vi.fn();
    late.onLoaded(told);
    expect(late.part('history')).toBeUndefined();
    expect(late.part('history')).toBeUndefined();
    await vi.waitFor(() => expect(late.part('history')).toBe(Part));
    expect(asked).toEqual(['history']);
    expect(told).toHaveBeenCalledTimes(1);
  });

  it('all are there before anybody asks once the computer was idle', async () => {
    const { asked, all } = loaders();
    const late = new LateScreens(all);
    let idle: () => void = () => undefined;
    const requestIdleCallback = (callback: IdleRequestCallback) => {
      idle = () => callback({ didTimeout: false, timeRemaining: () => 50 });
      return 1;
    };
    late.fetchWhenIdle({ requestIdleCallback });
    expect(asked).toEqual([]);
    idle();
    expect(asked).toHaveLength(6);
  });

  it('one that could not be read is tried again when somebody asks', async () => {
    let broken = true;
    const { all } = loaders(() => broken);
    const late = new LateScreens(all);
    expect(late.part('run')).toBeUndefined();
    await Promise.resolve();
    broken = false;
    await vi.waitFor(() => expect(late.part('run')).toBe(Part));
  });
});
