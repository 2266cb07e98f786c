/** Who gets which permission, and where the window may go. */
import { describe, expect, it } from 'vitest';
import { contentPolicy, developmentPolicy } from './content-policy.ts';
import { mayNavigate, mayOpenOutside } from './navigation.ts';
import { isPermitted, type PermissionRequest } from './permissions.ts';
import { isLoadable } from './session-guards.ts';
import { windowOptions } from './window-options.ts';

describe('permissions', () => {
  const camera = { permission: 'media', origin: 'ohmstead://app/', isMainFrame: true, mediaTypes: ['video'] };

  it('the camera is granted to the application itself', () => {
    expect(isPermitted(camera)).toBe(true);
  });

  const refusals: readonly (readonly [string, Partial<PermissionRequest>])[] = [
    ['the microphone', { mediaTypes: ['audio'] }],
    ['camera and microphone together', { mediaTypes: ['video', 'audio'] }],
    ['media of no kind', { mediaTypes: [] }],
    ['media of an unknown kind', { mediaTypes: undefined }],
    ['a frame', { isMainFrame: false }],
    ['another origin', { origin: 'https://example.com/' }],
    ['an origin that begins like ours', { origin: 'ohmstead://application/' }],
    ...[
      'notifications',
      'geolocation',
      'midiSysex',
      'clipboard-read',
      'serial',
      'usb',
      'hid',
      'fullscreen',
      'openExternal',
    ].map((permission) => [permission, { permission }] as const),
  ];
  it.each(refusals)('%s: refused', (_name, change) => {
    expect(isPermitted({ ...camera, ...change })).toBe(false);
  });
});

describe('navigation', () => {
  it.each([
    ['ohmstead://app/', true],
    ['ohmstead://app/index.html#run', true],
    ['ohmstead://app.example/', false],
    ['ohmstead://other/', false],
    ['https://example.com/', false],
    ['file:///etc/passwd', false],
    ['javascript:alert(1)', false],
    ['data:text/html,x', false],
    ['about:blank', false],
    ['', false],
  ])('the window to %s: %s', (address, may) => {
    expect(mayNavigate(address)).toBe(may);
  });

  it.each([
    ['https://docs.example/page', true],
    ['http://docs.example/', false],
    ['https://docs.example.evil/', false],
    ['https://name:word@docs.example/', false],
    ['file:///etc/passwd', false],
    ['ssh://docs.example', false],
    ['not an address', false],
  ])('outside to %s: %s', (address, may) => {
    expect(mayOpenOutside(address, ['docs.example'])).toBe(may);
  });

  it('nothing is opened outside unless it is on the list, which is empty', () => {
    expect(mayOpenOutside('https://docs.example/')).toBe(false);
  });

  it('the page loads from itself only, and from the development server only in development', () => {
    const server = 'http://127.0.0.1:5199';
    const loadable = (address: string) => [isLoadable(address, undefined), isLoadable(address, server)];
    expect(loadable('ohmstead://app/a.js')).toEqual([true, true]);
    expect(loadable('blob:ohmstead://app/1')).toEqual([true, true]);
    expect(loadable(`${server}/main.tsx`)).toEqual([false, true]);
    expect(loadable('http://127.0.0.1:51990/')).toEqual([false, false]);
    expect(loadable('https://example.com/')).toEqual([false, false]);
    expect(loadable('file:///etc/passwd')).toEqual([false, false]);
  });
});

describe('the window and its policy', () => {
  it('every protection stands in the one place that makes the window', () => {
    const { webPreferences } = windowOptions('/preload.cjs', {});
    expect(webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      navigateOnDragDrop: false,
    });
    for (const untouched of [
      'webSecurity',
      'allowRunningInsecureContent',
      'experimentalFeatures',
      'enableBlinkFeatures',
    ])
      expect(webPreferences).not.toHaveProperty(untouched);
  });

  it('the policy allows nothing by default, no inline script and no plain style', () => {
    const policy = new Map(contentPolicy.split('; ').map((one) => [one.split(' ')[0], one.split(' ').slice(1)]));
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    expect(policy.get('connect-src')).toEqual(["'self'"]);
    expect(policy.get('require-trusted-types-for')).toEqual(["'script'"]);
    for (const name of ['base-uri', 'form-action', 'frame-ancestors', 'trusted-types'])
      expect([name, policy.get(name)]).toEqual([name, ["'none'"]]);
    expect(contentPolicy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
  });

  it('the looser policy is for the development server and says so', () => {
    expect(developmentPolicy('http://127.0.0.1:5199')).toContain('ws://127.0.0.1:5199');
    expect(developmentPolicy('http://127.0.0.1:5199')).not.toContain('trusted-types');
  });
});
