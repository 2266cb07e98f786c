/** The window's place: kept whole, never off the screens; a damaged file is put aside. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newWindow, readWindowState, visibleBounds, writeWindowState } from './window-state.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ohmstead-window-'));
  file = path.join(folder, 'deep', 'window.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the window’s place', () => {
  it('comes back as it was written, and no draft stays behind', () => {
    const state = { maximised: false, fullScreen: true, bounds: { x: 1, y: 2, width: 1366, height: 768 } };
    writeWindowState(file, state);
    expect(readWindowState(file)).toEqual({ state });
    expect(existsSync(`${file}.part`)).toBe(false);
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{"maximised":1,"fullScreen":false}',
    '{"maximised":true,"fullScreen":false,"bounds":{"x":"1"}}',
  ])('a damaged file (%s) is kept aside and the window is new', (text) => {
    writeWindowState(file, newWindow);
    writeFileSync(file, text);
    expect(readWindowState(file)).toEqual({ state: newWindow, aside: `${file}.damaged` });
    expect(readFileSync(`${file}.damaged`, 'utf8')).toBe(text);
    expect(readWindowState(file)).toEqual({ state: newWindow });
  });

  it('a window on a screen that is gone keeps its size and not its place', () => {
    const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }];
    const there = { x: 100, y: 50, width: 1366, height: 768 };
    expect(visibleBounds(there, screens)).toEqual(there);
    expect(visibleBounds({ ...there, x: 2500 }, screens)).toEqual({ width: 1366, height: 768 });
    expect(visibleBounds({ ...there, y: -700 }, screens)).toEqual({ width: 1366, height: 768 });
    expect(visibleBounds(undefined, screens)).toEqual({});
  });
});
