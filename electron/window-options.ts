/** The one window: sandboxed, isolated, without Node. A test holds every line of this against the security rules. */
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';

/** Smallest window in which every screen fits. */
export const smallestWindow = { width: 1024, height: 700 } as const;

/** `bounds`: where the window was last time. */
export function windowOptions(preload: string, bounds: Partial<Rectangle>): BrowserWindowConstructorOptions {
  return {
    width: 1366,
    height: 768,
    ...bounds,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    autoHideMenuBar: true,
    title: 'Ohmstead',
    backgroundColor: '#f3f4f2',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      // A hidden window goes on folding entries, so that it is right when it is looked at again.
      backgroundThrottling: false,
    },
  };
}
