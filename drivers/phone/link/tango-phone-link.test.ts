import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RealClock } from '../../../foundation/clock/real-clock.ts';
import type { PhoneLink } from '../../contract/phone-link.ts';
import { DemoShellHost } from '../adb-simulator/demo-shell-host.ts';
import { FakeAdbServer } from '../adb-simulator/fake-adb-server.ts';
import { legacyFeatures, modernFeatures } from '../adb-simulator/services.ts';
import { AdbHost } from './adb-host.ts';
import { openTangoPhoneLink } from './tango-phone-link.ts';

const clock = new RealClock();
const serial = '192.168.1.5:5555 lab';
let server: FakeAdbServer;
let phone: DemoShellHost;
let link: PhoneLink;

async function open(features: readonly string[] = modernFeatures): Promise<void> {
  server.plug(serial, phone, features);
  link = await openTangoPhoneLink({ host: new AdbHost({ port: server.port, clock }), serial, clock });
}

/** Real milliseconds until the promise has settled, and the code it was rejected with. */
async function failing(work: Promise<unknown>): Promise<{ readonly code: unknown; readonly ms: number }> {
  const started = clock.now();
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { code: (error as { code?: unknown } | undefined)?.code, ms: clock.now() - started };
}

/** Waits for what comes in its own time; generous, for a busy machine. */
function eventually(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 5_000, interval: 5 });
}

/** Until the phone runs something. */
function begun(): Promise<void> {
  return eventually(() => expect(phone.ran.length).toBeGreaterThan(0));
}

beforeEach(async () => {
  server = await FakeAdbServer.start();
  phone = new DemoShellHost(clock);
});
afterEach(async () => {
  await link?.close();
  await server.stop();
});

describe('a command on the link', () => {
  it('gives its exit code, and output and errors apart, carriage returns untouched', async () => {
    await open();
    expect(await link.run('echo a\r; err b; exit 7')).toEqual({ code: 7, out: 'a\r\n', err: 'b\n' });
  });

  it('for a missing service ends with 0 and its words: the caller must read them', async () => {
    await open();
    expect(await link.run('dumpsys nothing')).toEqual({ code: 0, out: "Can't find service: nothing\n", err: '' });
  });

  it('that never says anything ends at the idle deadline, its sockets gone and the phone told', async () => {
    await open();
    const before = server.connections;
    const { code, ms } = await failing(link.run('echo first; hang', { idleMs: 150, deadlineMs: 5_000 }));
    expect(code).toBe('phone/command-timeout');
    expect(ms).toBeLessThan(3_000);
    await eventually(() => expect(server.connections).toBe(before));
    await eventually(() => expect(phone.aborted).toEqual(['echo first; hang']));
    expect((await link.run('echo next')).out).toBe('next\n');
  });

  it('that is ended early leaves no rejection that nobody catches', async () => {
    await open();
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    await Promise.all(
      ['hang', 'ticks 99 20', 'flood 500000; hang'].map((command) => failing(link.run(command, { deadlineMs: 60 }))),
    );
    const stop = new AbortController();
    clock.after(30, () => stop.abort());
    await link.stream('hang', () => {}, { signal: stop.signal });
    await clock.sleep(100);
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });

  it('that talks and talks ends at the hard deadline', async () => {
    await open();
    const { code, ms } = await failing(link.run('ticks 1000 20', { idleMs: 200, deadlineMs: 300 }));
    expect(code).toBe('phone/command-timeout');
    expect(ms).toBeLessThan(3_000);
  });

  it('that says too much is ended', async () => {
    await open();
    expect((await failing(link.run('flood 2000000; hang', { maxBytes: 100_000 }))).code).toBe('phone/too-much-output');
    expect((await link.run('flood 3000000')).out).toHaveLength(3_000_000);
  });

  it('is ended by the caller', async () => {
    await open();
    const stop = new AbortController();
    clock.after(50, () => stop.abort(new Error('operator pressed stop')));
    await expect(link.run('hang', { signal: stop.signal })).rejects.toThrow('operator pressed stop');
  });

  it('many at once each get their own answer', async () => {
    await open();
    const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => link.run(`echo ${n}; exit ${n}`)));
    expect(answers.map((a) => [a.out, a.code])).toEqual(answers.map((_, n) => [`${n}\n`, n]));
  });
});

describe('the cable', () => {
  it('pulled inside a command rejects with link-lost at once, and never gives an exit code', async () => {
    await open();
    const running = failing(link.run('echo begun; hang'));
    await begun();
    phone.setLink(false);
    const { code, ms } = await running;
    expect(code).toBe('phone/link-lost');
    // Some milliseconds in practice; the limit leaves room for a busy machine.
    expect(ms).toBeLessThan(1_000);
    expect(await link.closed).toMatchObject({ code: 'phone/link-lost', params: { serial } });
    expect((await failing(link.run('echo later'))).code).toBe('phone/link-lost');
  });

  it('pulled while nothing runs closes the link at once', async () => {
    await open();
    const started = clock.now();
    phone.setLink(false);
    await link.closed;
    // Some milliseconds in practice; the limit leaves room for a busy machine.
    expect(clock.now() - started).toBeLessThan(1_000);
  });

  it('pulled inside a stream rejects it after the whole lines that came', async () => {
    await open();
    const lines: string[] = [];
    const running = failing(
      link.stream('ticks 1000 10', (line) => lines.push(line), { signal: new AbortController().signal }),
    );
    await eventually(() => expect(lines.length).toBeGreaterThan(0));
    phone.setLink(false);
    expect((await running).code).toBe('phone/link-lost');
    expect(lines[0]).toBe('tick 1');
  });

  it('a dead USB link that the list still shows is lost all the same', async () => {
    await open();
    const running = failing(link.run('hang'));
    await begun();
    server.killStreams(serial);
    expect((await running).code).toBe('phone/link-lost');
    expect((await link.closed).code).toBe('phone/link-lost');
  });

  it('a command whose shell dies without an exit code is not a command that ended well', async () => {
    await open();
    const running = failing(link.run('hang'));
    await begun();
    const streams = [...(server.phones.get(serial)?.streams ?? [])];
    streams.at(-1)?.destroy();
    expect((await running).code).toBe('phone/link-lost');
  });

  it('a phone that the list shows and that says nothing any more is lost after two missed signs of life', async () => {
    server.plug(serial, phone);
    const host = new AdbHost({ port: server.port, clock });
    link = await openTangoPhoneLink({ host, serial, clock, heartbeatMs: 60, heartbeatDeadlineMs: 400 });
    await eventually(() => expect(phone.ran.filter((command) => command === 'echo').length).toBeGreaterThan(2));
    expect((await link.run('echo alive')).code).toBe(0);
    server.silent = true;
    const started = clock.now();
    expect(await link.closed).toMatchObject({ code: 'phone/link-lost', params: { why: 'no-sign-of-life' } });
    expect(clock.now() - started).toBeGreaterThan(400);
    await eventually(() => expect(server.connections).toBe(0));
  });

  it('a server that dies closes the link', async () => {
    await open();
    const running = failing(link.run('hang'));
    await server.stop();
    expect((await running).code).toBe('phone/link-lost');
    server = await FakeAdbServer.start();
  });

  it('a server that stops answering is a timeout and leaves no socket behind', async () => {
    await open();
    server.silent = true;
    expect((await failing(link.run('echo x', { deadlineMs: 150 }))).code).toBe('phone/command-timeout');
    await eventually(() => expect(server.connections).toBe(1));
  });
});

describe('a stream', () => {
  it('hands over lines as they come and ends when told', async () => {
    await open();
    const stop = new AbortController();
    const seen: string[] = [];
    await link.stream(
      'ticks 1000 5',
      (line) => {
        seen.push(line);
        if (seen.length === 3) stop.abort();
      },
      { signal: stop.signal },
    );
    expect(seen).toEqual(['tick 1', 'tick 2', 'tick 3']);
    await eventually(() => expect(phone.aborted).toHaveLength(1));
  });

  it('ends with the command, the last line without its end included', async () => {
    await open();
    const seen: string[] = [];
    await link.stream('ticks 2 1; flood 3', (line) => seen.push(line), { signal: new AbortController().signal });
    expect(seen).toEqual(['tick 1', 'tick 2', 'xxx']);
  });

  it('passes on what the listener throws', async () => {
    await open();
    const bad = () => {
      throw new Error('cannot parse this');
    };
    await expect(link.stream('ticks 9 5', bad, { signal: new AbortController().signal })).rejects.toThrow(
      'cannot parse',
    );
  });
});

describe('files', () => {
  it('five megabytes go there and back unchanged', async () => {
    await open();
    const content = new Uint8Array(randomBytes(5_000_000));
    await link.push('/data/local/tmp/a b', content, { mode: 0o600 });
    const back = await link.pull('/data/local/tmp/a b');
    const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    expect(hash(back)).toBe(hash(content));
    expect(await link.lstat('/data/local/tmp/a b')).toMatchObject({ mode: 0o100600, size: 5_000_000 });
  });

  it('an empty file is a file', async () => {
    await open();
    await link.push('/data/local/tmp/e', new Uint8Array(0));
    expect(await link.pull('/data/local/tmp/e')).toHaveLength(0);
  });

  it('a missing file, a refused one and one that is too long each say so', async () => {
    await open();
    expect((await failing(link.pull('/nothing'))).code).toBe('phone/no-such-file');
    expect(await link.lstat('/nothing')).toBeUndefined();
    expect((await failing(link.push('/system/x', Uint8Array.of(1)))).code).toBe('phone/file-refused');
    await link.push('/data/local/tmp/big', new Uint8Array(50_000));
    expect((await failing(link.pull('/data/local/tmp/big', { maxBytes: 1000 }))).code).toBe('phone/too-much-output');
  });

  it('a phone that stops in the middle of a pull ends at the idle deadline instead of never', async () => {
    await open();
    await link.push('/data/local/tmp/x', new Uint8Array(1_000_000));
    const plugged = server.phones.get(serial);
    if (plugged !== undefined) plugged.stallAfterBytes = 500_000;
    const { code, ms } = await failing(link.pull('/data/local/tmp/x', { idleMs: 150 }));
    expect([code, ms < 3_000]).toEqual(['phone/command-timeout', true]);
  });
});

describe('an old phone without shell_v2 and stat_v2', () => {
  beforeEach(() => open(legacyFeatures));

  it('gets its exit code through the shell itself, and loses its carriage returns', async () => {
    expect(await link.run('echo a; err b; exit 7')).toEqual({ code: 7, out: 'a\nb\n', err: '' });
    expect(await link.run('flood 3')).toEqual({ code: 0, out: 'xxx', err: '' });
  });

  it('pulled inside a command gives link-lost, not the output so far', async () => {
    const running = failing(link.run('echo begun; hang'));
    await begun();
    phone.setLink(false);
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
    await begun();
    [...(server.phones.get(serial)?.streams ?? [])].at(-1)?.end();
    expect((await running).code).toBe('phone/link-lost');
  });
});

describe('opening a link', () => {
  it('says why a phone in the list cannot be used', async () => {
    const host = new AdbHost({ port: server.port, clock });
    const attempt = () => failing(openTangoPhoneLink({ host, serial, clock }));
    expect((await attempt()).code).toBe('phone/not-found');
    server.plug(serial, phone);
    const expected = [
      ['unauthorized', 'phone/unauthorized'],
      ['offline', 'phone/offline'],
      ['no permissions', 'phone/no-permissions'],
      ['recovery', 'phone/not-ready'],
    ] as const;
    for (const [state, code] of expected) {
      server.setState(serial, state);
      expect((await attempt()).code).toBe(code);
    }
  });

  it('a closed link says that we closed it', async () => {
    await open();
    await link.close();
    expect((await link.closed).code).toBe('phone/link-closed');
    expect((await failing(link.run('echo x'))).code).toBe('phone/link-closed');
    await eventually(() => expect(server.connections).toBe(0));
  });
});
