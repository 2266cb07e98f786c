/** The security rules of the shell, each seen in real Electron on a page that tries to break it. */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentPolicy } from '../../electron/content-policy.ts';
import {
  cannotLaunch,
  type Desktop,
  type Display,
  launchDesktop,
  openDisplay,
  until,
  within,
} from './support/launch.ts';
import { plainPage } from './support/plain-page.ts';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const evaluateMs = 15_000;
let display: Display;
let screens: string;
let desktop: Desktop;

const inPage = <T>(page: Page, expression: string): Promise<T> => within(evaluateMs, page.evaluate<T>(expression));

describe.skipIf(cannotLaunch !== undefined)(`security of the shell${cannotLaunch ? ` (${cannotLaunch})` : ''}`, () => {
  beforeAll(async () => {
    display = await openDisplay();
    screens = await plainPage();
    desktop = await launchDesktop({ display, screens });
  }, 60_000);
  afterAll(async () => {
    await desktop?.kill();
    display?.close();
    if (screens !== undefined) rmSync(screens, { recursive: true, force: true });
  });

  it('the page has no Node, no Electron and no way to one', async () => {
    const found = await inPage<string[]>(
      desktop.page,
      `['process', 'require', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer', '__dirname']
        .filter((name) => name in globalThis)`,
    );
    expect(found).toEqual([]);
  });

  it('what the page gets of the shell are functions and plain values, and it cannot change them', async () => {
    const shape = await inPage<Record<string, string>>(
      desktop.page,
      `Object.fromEntries(Object.entries(ohmstead).map(([name, value]) => [name, typeof value]))`,
    );
    const { versions, systemLanguage, ...functions } = shape;
    expect([versions, systemLanguage]).toEqual(['object', 'string']);
    expect(new Set(Object.values(functions))).toEqual(new Set(['function']));
    const changed = await inPage<string>(
      desktop.page,
      `try { ohmstead.relaunch = () => 1; } catch {} String(ohmstead.relaunch).includes('=> 1') ? 'changed' : 'kept'`,
    );
    expect(changed).toBe('kept');
  });

  it('the window stands with every protection on', async () => {
    const preferences = await within(
      evaluateMs,
      desktop.app.evaluate(({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
          getLastWebPreferences(): Record<string, unknown>;
        };
        const all = contents.getLastWebPreferences();
        const names = ['sandbox', 'contextIsolation', 'nodeIntegration', 'webviewTag', 'webSecurity'];
        return Object.fromEntries(names.map((name) => [name, all[name]]));
      }),
    );
    expect(preferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
    });
  });

  it('every answer carries the policy, its type and nosniff; what lies outside the folder is not there', async () => {
    const answers = await inPage<[number, string | null, string | null, string | null][]>(
      desktop.page,
      `Promise.all(
        ['/', '/page.js', '/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/..%5cpackage.json', '/nothing.js',
         '/main.cjs'].map(async (address) => {
          const { status, headers } = await fetch('ohmstead://app' + address);
          return [status, headers.get('content-type'), headers.get('x-content-type-options'),
            headers.get('content-security-policy')];
        }),
      )`,
    );
    expect(answers.map(([status]) => status)).toEqual([200, 200, 404, 404, 404, 404, 404, 404]);
    expect(answers.slice(0, 2).map(([, type]) => type)).toEqual([
      'text/html; charset=utf-8',
      'text/javascript; charset=utf-8',
    ]);
    for (const [, , sniff, policy] of answers) expect([sniff, policy]).toEqual(['nosniff', contentPolicy]);
    expect(await inPage(desktop.page, `fetch('ohmstead://app/', { method: 'POST' }).then((one) => one.status)`)).toBe(
      405,
    );
  });

  it('a script or a style written into the page does not run, and neither does eval', async () => {
    const ran = await inPage<string[]>(
      desktop.page,
      `(async () => {
        const ran = [];
        window.mark = (what) => ran.push(what);
        // The debugger's own evaluation is exempt from the policy until it first gives way.
        await new Promise((resolve) => setTimeout(resolve, 50));
        const attempt = (what, work) => { try { work(); } catch {} };
        attempt('inline', () => {
          const script = document.createElement('script');
          script.textContent = "mark('inline script')";
          document.body.append(script);
        });
        attempt('handler', () => { document.body.innerHTML = '<img src="x" onerror="mark(\\'handler\\')">'; });
        attempt('eval', () => (0, eval)("mark('eval')"));
        attempt('function', () => new Function("mark('function')")());
        attempt('url', () => { location.href = "javascript:mark('javascript address')"; });
        const style = document.createElement('style');
        style.textContent = 'body { outline: 7px solid red; }';
        document.head.append(style);
        await new Promise((resolve) => setTimeout(resolve, 200));
        if (getComputedStyle(document.body).outlineWidth === '7px') ran.push('style');
        return ran;
      })()`,
    );
    expect(ran).toEqual([]);
  });

  it('nothing is fetched from anywhere but the application', async () => {
    const attempts = await inPage<string[]>(
      desktop.page,
      `Promise.all(
        ['http://127.0.0.1:9/', 'https://example.com/', 'file:///etc/passwd', 'data:text/plain,hello'].map((address) =>
          fetch(address).then(() => 'came', () => 'refused')),
      )`,
    );
    expect(attempts).toEqual(['refused', 'refused', 'refused', 'refused']);
    const socket = await inPage<string>(
      desktop.page,
      `new Promise((resolve) => {
        try {
          const socket = new WebSocket('ws://127.0.0.1:9/');
          socket.onerror = () => resolve('refused');
          socket.onopen = () => resolve('came');
        } catch { resolve('refused'); }
      })`,
    );
    expect(socket).toBe('refused');
  });

  it('every permission but the camera is refused', async () => {
    const answers = await inPage<Record<string, string>>(
      desktop.page,
      `(async () => {
        const asked = {
          microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
          both: () => navigator.mediaDevices.getUserMedia({ audio: true, video: true }),
          screen: () => navigator.mediaDevices.getDisplayMedia({ video: true }),
          midi: () => navigator.requestMIDIAccess({ sysex: true }),
          notification: async () => { if ((await Notification.requestPermission()) !== 'granted') throw new Error(); },
          place: () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
          clipboard: () => navigator.clipboard.readText(),
        };
        const answers = {};
        for (const [name, ask] of Object.entries(asked))
          answers[name] = await Promise.race([
            Promise.resolve().then(ask).then(() => 'granted', () => 'refused'),
            new Promise((resolve) => setTimeout(() => resolve('no answer'), 3000)),
          ]);
        return answers;
      })()`,
    );
    expect(Object.values(answers)).not.toContain('granted');
    const camera = await inPage<string>(
      desktop.page,
      `navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'granted', (error) => error.name)`,
    );
    // This machine has no camera: it is not there, which is another answer than a refusal.
    expect(['granted', 'NotFoundError']).toContain(camera);
  }, 45_000);

  it('the window neither leaves the application nor opens another', async () => {
    const { page, app } = desktop;
    for (const address of ['https://example.com/', 'file:///etc/passwd', 'data:text/html,hello', 'ohmstead://other/']) {
      await inPage(page, `void (location.href = ${JSON.stringify(address)})`);
      await inPage(page, `void window.open(${JSON.stringify(address)})`);
    }
    await inPage(
      page,
      `(() => { const view = document.createElement('webview'); view.src = 'https://example.com/'; document.body.append(view); })()`,
    );
    await until(
      () => desktop.log(),
      (log) => log.includes('navigation refused: https://example.com/') && log.includes('window refused: https://'),
    );
    expect(page.url()).toBe('ohmstead://app/');
    const windows = await within(
      evaluateMs,
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length),
    );
    expect(windows).toBe(1);
  });

  it('a frame in the page is not heard by the shell', async () => {
    const frames = await inPage<number>(
      desktop.page,
      `(() => { const frame = document.createElement('iframe'); frame.src = 'ohmstead://app/'; document.body.append(frame);
        return frames.length; })()`,
    );
    // `frame-ancestors 'none'` and `default-src 'none'` keep even our own page out of a frame.
    expect(frames).toBe(1);
    const inside = await inPage<string>(
      desktop.page,
      `new Promise((resolve) => setTimeout(() => { try { resolve(typeof frames[0].ohmstead); } catch { resolve('closed'); } }, 500))`,
    );
    expect(['undefined', 'closed']).toContain(inside);
  });

  it('the preload asks for nothing but electron', () => {
    const preload = readFileSync(path.join(dist, 'preload.cjs'), 'utf8');
    const asked = [...preload.matchAll(/\brequire\(\s*["'`]([^"'`]+)["'`]\s*\)/g)].map((match) => match[1]);
    expect(new Set(asked)).toEqual(new Set(['electron']));
    expect(preload).not.toMatch(/\bimport\s*\(/);
  });
});
