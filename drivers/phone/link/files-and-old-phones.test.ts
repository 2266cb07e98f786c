import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PhoneLink } from '../../contract/phone-link.ts';
import { legacyFeatures } from '../adb-simulator/services.ts';
import { failing, LinkRig, serial } from './link-rig.ts';

let rig: LinkRig;
beforeEach(async () => {
  rig = await LinkRig.start();
});
afterEach(() => rig.stop());

describe('files', () => {
  it('five megabytes go there and back unchanged', async () => {
    const link = await rig.open();
    const content = new Uint8Array(randomBytes(5_000_000));
    await link.push('/data/local/tmp/a b', content, { mode: 0o600 });
    const back = await link.pull('/data/local/tmp/a b');
    const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    expect(hash(back)).toBe(hash(content));
    expect(await link.lstat('/data/local/tmp/a b')).toMatchObject({ mode: 0o100600, size: 5_000_000 });
  });

  it('an empty file is a file', async () => {
    const link = await rig.open();
    await link.push('/data/local/tmp/e', new Uint8Array(0));
    expect(await link.pull('/data/local/tmp/e')).toHaveLength(0);
  });

  it('a missing file, a refused one and one that is too long each say so', async () => {
    const link = await rig.open();
    expect((await failing(link.pull('/nothing'))).code).toBe('phone/no-such-file');
    expect(await link.lstat('/nothing')).toBeUndefined();
    expect((await failing(link.push('/system/x', Uint8Array.of(1)))).code).toBe('phone/file-refused');
    await link.push('/data/local/tmp/big', new Uint8Array(50_000));
    expect((await failing(link.pull('/data/local/tmp/big', { maxBytes: 1000 }))).code).toBe('phone/too-much-output');
  });

  it('a phone that stops in the middle of a pull ends at the idle deadline instead of never', async () => {
    const link = await rig.open();
    await link.push('/data/local/tmp/x', new Uint8Array(1_000_000));
    const plugged = rig.server.phones.get(serial);
    if (plugged !== undefined) plugged.stallAfterBytes = 500_000;
    const { code, ms } = await failing(link.pull('/data/local/tmp/x', { idleMs: 150 }));
    expect([code, ms < 3_000]).toEqual(['phone/command-timeout', true]);
  });
});

describe('an old phone without shell_v2 and stat_v2', () => {
  let link: PhoneLink;
  beforeEach(async () => {
    link = await rig.open(legacyFeatures);
  });

  it('gets its exit code through the shell itself, and loses its carriage returns', async () => {
    expect(await link.run('echo a; err b; exit 7')).toEqual({ code: 7, out: 'a\nb\n', err: '' });
    expect(await link.run('flood 3')).toEqual({ code: 0, out: 'xxx', err: '' });
  });

  it('pulled inside a command gives link-lost, not the output so far', async () => {
    const running = failing(link.run('echo begun; hang'));
    await rig.begun();
    rig.phone.setLink(false);
    expect((await running).code).toBe('phone/link-lost');
  });

  it('still tells about files, because only lstat is asked', async () => {
    await link.push('/data/local/tmp/f', Uint8Array.of(1, 2, 3));
    expect(await link.lstat('/data/local/tmp/f')).toMatchObject({ size: 3 });
    expect(await link.lstat('/none')).toBeUndefined();
  });

  it('streams lines without carriage returns, and without the code that was asked for', async () => {
    const seen: string[] = [];
    const listen = (command: string) =>
      link.stream(command, (line) => seen.push(line), { signal: new AbortController().signal });
    await listen('ticks 2 1; echo #rc=9; flood 2');
    expect(seen).toEqual(['tick 1', 'tick 2', '#rc=9', 'xx']);
  });

  it('a stream that ends in an orderly way but without a code is a lost link', async () => {
    const running = failing(link.stream('hang', () => {}, { signal: new AbortController().signal }));
    await rig.begun();
    [...(rig.server.phones.get(serial)?.streams ?? [])].at(-1)?.end();
    expect((await running).code).toBe('phone/link-lost');
  });
});
