/**
 * Where the window was. Guarantees: written whole or not at all; a file that cannot be understood is kept aside and the
 * window stands where a new one would; a window is never put where no screen is.
 */
import { existsSync, readFileSync, renameSync } from 'node:fs';
import type { Rectangle } from 'electron';
import { writeWhole } from './whole-file.ts';

export interface WindowState {
  readonly bounds?: Rectangle;
  readonly maximised: boolean;
  readonly fullScreen: boolean;
}

export const newWindow: WindowState = { maximised: true, fullScreen: false };

/** `aside`: where the damaged file was put. */
export function readWindowState(file: string): { readonly state: WindowState; readonly aside?: string } {
  if (!existsSync(file)) return { state: newWindow };
  try {
    return { state: understood(JSON.parse(readFileSync(file, 'utf8'))) };
  } catch {
    const aside = `${file}.damaged`;
    try {
      renameSync(file, aside);
    } catch {
      return { state: newWindow };
    }
    return { state: newWindow, aside };
  }
}

/** Throws what the file system throws. */
export function writeWindowState(file: string, state: WindowState): void {
  writeWhole(file, `${JSON.stringify(state)}\n`);
}

/** The bounds when enough of them is on one of the screens to take hold of the window. */
export function visibleBounds(bounds: Rectangle | undefined, screens: readonly Rectangle[]): Partial<Rectangle> {
  if (bounds === undefined) return {};
  const onScreen = screens.some((screen) => {
    const width = Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x);
    const height = Math.min(bounds.y + bounds.height, screen.y + screen.height) - Math.max(bounds.y, screen.y);
    return width >= 200 && height >= 100 && bounds.y >= screen.y;
  });
  return onScreen ? bounds : { width: bounds.width, height: bounds.height };
}

function understood(value: unknown): WindowState {
  const { bounds, maximised, fullScreen } = value as Partial<Record<keyof WindowState, unknown>>;
  if (typeof maximised !== 'boolean' || typeof fullScreen !== 'boolean') throw new Error('not a window state');
  if (bounds === undefined) return { maximised, fullScreen };
  const { x, y, width, height } = bounds as Record<keyof Rectangle, unknown>;
  if (![x, y, width, height].every((one) => Number.isInteger(one))) throw new Error('not a window state');
  return { maximised, fullScreen, bounds: { x, y, width, height } as Rectangle };
}
