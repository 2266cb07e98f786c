/** Every web contents there ever is: none leaves the application, opens a window or attaches a web view. */
import type { App, Shell } from 'electron';
import { mayNavigate, mayOpenOutside } from './navigation.ts';

export function guardContents(app: Pick<App, 'on'>, shell: Pick<Shell, 'openExternal'>, log: (line: string) => void) {
  app.on('web-contents-created', (_created, contents) => {
    const stay = (event: { preventDefault(): void }, address: string) => {
      if (mayNavigate(address)) return;
      event.preventDefault();
      log(`navigation refused: ${address.slice(0, 200)}`);
    };
    contents.on('will-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      if (mayOpenOutside(url)) void shell.openExternal(url);
      else log(`window refused: ${url.slice(0, 200)}`);
      return { action: 'deny' };
    });
  });
}
