import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeAdbServer } from '../adb-simulator/fake-adb-server.ts';
import { clock, eventually, failing, LinkRig, serial } from './link-rig.ts';
import { openTangoPhoneLink } from './tango-phone-link.ts';

let rig: LinkRig;
beforeEach(async () => {
  rig = await LinkRig.start();
});
afterEach(() => rig.stop());

describe('a command on the link', () => {
  it('gives its exit code, and output and errors apart, carriage returns untouched', async () => {
    const link = await rig.open();
    expect(await link.run('echo a\r; err b; exit 7')).toEqual({ code: 7, out: 'a\r\n', err: 'b\n' });
  });

  it('for a missing service ends with 0 and its words: the caller must read them', async () => {
    const link = await rig.open();
    expect(await link.run('dumpsys nothing')).toEqual({ code: 0, out: "Can't find service: nothing\n", err: '' });
  });

  it('that never says anything ends at the idle deadline, its sockets gone and the phone told', async () => {
    const link = await rig.open();
    const before = rig.server.connections;
    const { code, ms } = await failing(link.run('echo first; hang', { idleMs: 150, deadlineMs: 5_000 }));
    expect(code).toBe('phone/command-timeout');
    expect(ms).toBeLessThan(3_000);
    await eventually(() => expect(rig.server.connections).toBe(before));
    await eventually(() => expect(rig.phone.aborted).toEqual(['echo first; hang']));
    expect((await link.run('echo next')).out).toBe('next\n');
  });

  it('that is ended early leaves no rejection that nobody catches', async () => {
    const link = await rig.open();
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
    const link = await rig.open();
    const { code, ms } = await failing(link.run('ticks 1000 20', { idleMs: 200, deadlineMs: 300 }));
    expect(code).toBe('phone/command-timeout');
    expect(ms).toBeLessThan(3_000);
  });

  it('that says too much is ended', async () => {
    const link = await rig.open();
    expect((await failing(link.run('flood 2000000; hang', { maxBytes: 100_000 }))).code).toBe('phone/too-much-output');
    expect((await link.run('flood 3000000')).out).toHaveLength(3_000_000);
  });

  it('is ended by the caller', async () => {
    const link = await rig.open();
    const stop = new AbortController();
    clock.after(50, () => stop.abort(new Error('operator pressed stop')));
    await expect(link.run('hang', { signal: stop.signal })).rejects.toThrow('operator pressed stop');
  });

  it('many at once each get their own answer', async () => {
    const link = await rig.open();
    const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => link.run(`echo ${n}; exit ${n}`)));
    expect(answers.map((a) => [a.out, a.code])).toEqual(answers.map((_, n) => [`${n}\n`, n]));
  });
});

describe('the cable', () => {
  it('pulled inside a command rejects with link-lost at once, and never gives an exit code', async () => {
    const link = await rig.open();
    const running = failing(link.run('echo begun; hang'));
    await rig.begun();
    rig.phone.setLink(false);
    const { code, ms } = await running;
    expect(code).toBe('phone/link-lost');
    // Some milliseconds in practice; the limit leaves room for a busy machine.
    expect(ms).toBeLessThan(1_000);
    expect(await link.closed).toMatchObject({ code: 'phone/link-lost', params: { serial } });
    expect((await failing(link.run('echo later'))).code).toBe('phone/link-lost');
  });

  it('pulled while nothing runs closes the link at once', async () => {
    const link = await rig.open();
    const started = clock.now();
    rig.phone.setLink(false);
    await link.closed;
    // Some milliseconds in practice; the limit leaves room for a busy machine.
    expect(clock.now() - started).toBeLessThan(1_000);
  });

  it('pulled inside a stream rejects it after the whole lines that came', async () => {
    const link = await rig.open();
    const lines: string[] = [];
    const running = failing(
      link.stream('ticks 1000 10', (line) => lines.push(line), { signal: new AbortController().signal }),
    );
    await eventually(() => expect(lines.length).toBeGreaterThan(0));
    rig.phone.setLink(false);
    expect((await running).code).toBe('phone/link-lost');
    expect(lines[0]).toBe('tick 1');
  });

  it('a dead USB link that the list still shows is lost all the same', async () => {
    const link = await rig.open();
    const running = failing(link.run('hang'));
    await rig.begun();
    rig.server.killStreams(serial);
    expect((await running).code).toBe('phone/link-lost');
    expect((await link.closed).code).toBe('phone/link-lost');
  });

  it('a command whose shell dies without an exit code is not a command that ended well', async () => {
    const link = await rig.open();
    const running = failing(link.run('hang'));
    await rig.begun();
    const streams = [...(rig.server.phones.get(serial)?.streams ?? [])];
    streams.at(-1)?.destroy();
    expect((await running).code).toBe('phone/link-lost');
  });

  it('a phone that the list shows and that says nothing any more is lost after two missed signs of life', async () => {
    rig.server.plug(serial, rig.phone);
    const { host } = rig;
    const link = await openTangoPhoneLink({ host, serial, clock, heartbeatMs: 60, heartbeatDeadlineMs: 400 });
    await eventually(() => expect(rig.phone.ran.filter((command) => command === 'echo').length).toBeGreaterThan(2));
    expect((await link.run('echo alive')).code).toBe(0);
    rig.server.silent = true;
    const started = clock.now();
    expect(await link.closed).toMatchObject({ code: 'phone/link-lost', params: { why: 'no-sign-of-life' } });
    expect(clock.now() - started).toBeGreaterThan(400);
    await eventually(() => expect(rig.server.connections).toBe(0));
  });

  it('a server that dies closes the link', async () => {
    const link = await rig.open();
    const running = failing(link.run('hang'));
    await rig.server.stop();
    expect((await running).code).toBe('phone/link-lost');
    rig.server = await FakeAdbServer.start();
  });

  it('a server that stops answering is a timeout and leaves no socket behind', async () => {
    const link = await rig.open();
    rig.server.silent = true;
    expect((await failing(link.run('echo x', { deadlineMs: 150 }))).code).toBe('phone/command-timeout');
    await eventually(() => expect(rig.server.connections).toBe(1));
  });
});

describe('a stream', () => {
  it('hands over lines as they come and ends when told', async () => {
    const link = await rig.open();
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
    await eventually(() => expect(rig.phone.aborted).toHaveLength(1));
  });

  it('ends with the command, the last line without its end included', async () => {
    const link = await rig.open();
    const seen: string[] = [];
    await link.stream('ticks 2 1; flood 3', (line) => seen.push(line), { signal: new AbortController().signal });
    expect(seen).toEqual(['tick 1', 'tick 2', 'xxx']);
  });

  it('passes on what the listener throws', async () => {
    const link = await rig.open();
    const bad = () => {
      throw new Error('cannot parse this');
    };
    await expect(link.stream('ticks 9 5', bad, { signal: new AbortController().signal })).rejects.toThrow(
      'cannot parse',
    );
  });
});

describe('opening a link', () => {
  it('says why a phone in the list cannot be used', async () => {
    const { host } = rig;
    const attempt = () => failing(openTangoPhoneLink({ host, serial, clock }));
    expect((await attempt()).code).toBe('phone/not-found');
    rig.server.plug(serial, rig.phone);
    const expected = [
      ['unauthorized', 'phone/unauthorized'],
      ['offline', 'phone/offline'],
      ['no permissions', 'phone/no-permissions'],
      ['recovery', 'phone/not-ready'],
    ] as const;
    for (const [state, code] of expected) {
      rig.server.setState(serial, state);
      expect((await attempt()).code).toBe(code);
    }
  });

  it('a closed link says that we closed it', async () => {
    const link = await rig.open();
    await link.close();
    expect((await link.closed).code).toBe('phone/link-closed');
    expect((await failing(link.run('echo x'))).code).toBe('phone/link-closed');
    await eventually(() => expect(rig.server.connections).toBe(0));
  });
});
