/** A message is heard only from our own page, and only when it is what the channel expects. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IpcMain } from 'electron';
import { describe, expect, it } from 'vitest';
import { CheckedIpc, fileName, isFromOurPage, nothing, oneOf, type SenderOf, yesOrNo } from './checked-ipc.ts';

type Listener = (event: unknown, ...payload: unknown[]) => unknown;

function fakeIpc() {
  const listeners = new Map<string, Listener>();
  const keep = (channel: string, listener: Listener) => void listeners.set(channel, listener);
  const log: string[] = [];
  const ipc = { handle: keep, on: keep } as unknown as Pick<IpcMain, 'handle' | 'on'>;
  const checked = new CheckedIpc(ipc, (line) => log.push(line));
  return {
    checked,
    log,
    send: (channel: string, event: SenderOf, ...payload: unknown[]) => listeners.get(channel)?.(event, ...payload),
  };
}

function sentFrom(url: string, isMain = true): SenderOf {
  const senderFrame = { url } as SenderOf['senderFrame'];
  return { sender: { mainFrame: (isMain ? senderFrame : {}) as SenderOf['sender']['mainFrame'] }, senderFrame };
}
const ours = sentFrom('ohmstead://app/');

describe('who sent it', () => {
  it.each([
    ['our page', ours, true],
    ['a frame in our page', sentFrom('ohmstead://app/', false), false],
    ['another page', sentFrom('https://example.com/'), false],
    ['an address that begins like ours', sentFrom('ohmstead://apple/'), false],
    ['a frame that is gone', { ...ours, senderFrame: null }, false],
  ])('%s: %s', (_name, event, is) => {
    expect(isFromOurPage(event)).toBe(is);
  });
});

describe('a channel', () => {
  it('answers our page and refuses everybody else, which stands in the log', async () => {
    const { checked, send, log } = fakeIpc();
    checked.answer('ohmstead:x', nothing, () => 7);
    expect(await send('ohmstead:x', ours)).toEqual({ ok: true, value: 7 });
    const refused = await send('ohmstead:x', sentFrom('https://example.com/'));
    expect(refused).toEqual({ ok: false, failure: { code: 'shell/foreign-sender', params: {} } });
    expect(log.join()).toContain('https://example.com/');
  });

  it('an invalid payload never reaches the handler', async () => {
    const { checked, send } = fakeIpc();
    let reached = 0;
    checked.answer('ohmstead:x', oneOf('a', 'b'), () => (reached += 1));
    expect(await send('ohmstead:x', ours, 'c')).toMatchObject({ ok: false, failure: { code: 'shell/bad-message' } });
    expect(await send('ohmstead:x', ours, 'a', 'more')).toMatchObject({ ok: false });
    checked.hear('ohmstead:y', yesOrNo, () => (reached += 1));
    send('ohmstead:y', ours, 'true');
    send('ohmstead:y', sentFrom('https://example.com/'), true);
    expect(reached).toBe(0);
  });

  it('has the product’s name in front', () => {
    expect(() => fakeIpc().checked.answer('x', nothing, () => 1)).toThrow();
  });

  it('a suggested file name is no path', () => {
    expect(fileName('../../etc/passwd')).not.toMatch(/[/\\]|^\./);
    expect(fileName('..')).toBe('ohmstead');
    expect(fileName('報告 RUN-1.csv')).toBe('報告 RUN-1.csv');
    expect(() => fileName(7)).toThrow();
  });
});

it('nobody in the shell uses ipcMain but through the wrapper', () => {
  const folder = path.dirname(fileURLToPath(import.meta.url));
  const users = readdirSync(folder).filter((name) => {
    const text =
      name.endsWith('.ts') && !name.endsWith('.test.ts') ? readFileSync(path.join(folder, name), 'utf8') : '';
    return /\bipcMain\b/.test(
      text
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/new CheckedIpc\(ipcMain,/, '')
        .replace(/import \{[^}]*\} from 'electron'/, ''),
    );
  });
  expect(users).toEqual([]);
});
