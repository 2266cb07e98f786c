/** The main process of an application with nothing in it: the window of ours, a page with one word. */
import path from 'node:path';
import { app, BrowserWindow } from 'electron';
import { windowOptions } from '../../../electron/window-options.ts';

app.setPath('userData', process.env.EMPTY_DATA ?? path.join(__dirname, 'profile'));
app.on('window-all-closed', () => app.quit());
void app.whenReady().then(() => {
  const window = new BrowserWindow(windowOptions(path.join(__dirname, 'preload.cjs'), {}));
  window.once('ready-to-show', () => window.show());
  void window.loadFile(path.join(__dirname, 'page/index.html'));
});
