/** One contract over every carrier: in memory, to a forked process, to a worker thread. All must behave the same. */
import { fork } from 'node:child_process';
import { MessageChannel, Worker } from 'node:worker_threads';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, caller, onEvent } from '../../foundation/port/contract.ts';
import { memoryPortPair } from '../../foundation/port/memory-port.ts';
import { messagePort } from '../../foundation/port/message-port.ts';
import type { Port } from '../../foundation/port/port.ts';
import { processPort } from '../../foundation/port/process-port.ts';
import { bundledForTest } from '../support/bundle.ts';
import { type EchoApi, serveEcho } from '../support/echo-end.ts';

interface Link {
  readonly port: Port;
  /** Ends the other side without a goodbye. */
  kill(): void;
}

let main: string;
beforeAll(async () => {
  main = await bundledForTest('test/support/echo-main.ts');
});

const carriers: Readonly<Record<string, () => Link>> = {
  memory: () => {
    const [port, far] = memoryPortPair();
    serveEcho(far);
    return { port, kill: () => far.close() };
  },
  'a forked process': () => {
    const child = fork(main, [], { serialization: 'advanced', execArgv: [] });
    return { port: processPort(child), kill: () => process.kill(child.pid ?? 0, 'SIGKILL') };
  },
  'a worker thread': () => {
    const { port1, port2 } = new MessageChannel();
    const worker = new Worker(main, { workerData: { port: port2 }, transferList: [port2] });
    return { port: messagePort(port1), kill: () => void worker.terminate() };
  },
};

/** Opens links that are gone after each test. */
function connections(open: () => Link) {
  let link: Link | undefined;
  afterEach(() => {
    link?.kill();
    link?.port.close();
    link = undefined;
  });
  return () => {
    link = open();
    return { ...link, echo: caller<EchoApi>(link.port, 'echo/lost') };
  };
}
/** For what the types forbid. */
const anything = (echo: Caller<EchoApi>) => echo as unknown as Caller<Record<string, { in: unknown; out: unknown }>>;

describe.each(Object.entries(carriers))('a contract over %s', (_name, open) => {
  const connect = connections(open);

  it('answers each of many calls with its own answer', async () => {
    const { echo } = connect();
    const answers = await Promise.all([...Array(50).keys()].map((n) => echo.call('echo/double', { n })));
    expect(answers).toEqual([...Array(50).keys()].map((n) => ({ n: 2 * n })));
  });

  it('carries NaN and minus zero as they are', async () => {
    const { echo } = connect();
    expect((await echo.call('echo/double', { n: Number.NaN })).n).toBeNaN();
    expect((await echo.call('echo/double', { n: -0 })).n).toBe(-0);
  });

  it('a coded failure comes back with its code and parameters', async () => {
    await expect(connect().echo.call('echo/refuse', { n: 7 })).rejects.toMatchObject({
      code: 'echo/refused',
      params: { n: 7 },
    });
  });

  it('an unforeseen error is a failure of its own code, and the other side lives on', async () => {
    const { echo } = connect();
    await expect(echo.call('echo/stumble', {})).rejects.toMatchObject({
      code: 'internal/error',
      params: { message: 'nobody foresaw this' },
    });
    expect(await echo.call('echo/double', { n: 2 })).toEqual({ n: 4 });
  });

  it.each(['echo/nothing-of-the-kind', 'toString', '__proto__', 'constructor'])(
    'the verb %s is unknown',
    async (verb) => {
      await expect(anything(connect().echo).call(verb, {})).rejects.toMatchObject({
        code: 'port/unknown-verb',
        params: { verb },
      });
    },
  );

  it('invalid input is refused by the receiver before its handler runs', async () => {
    const { echo } = connect();
    for (const input of [undefined, null, 'four', { n: '4' }])
      await expect(anything(echo).call('echo/double', input)).rejects.toMatchObject({ code: 'echo/bad-input' });
    expect(await echo.call('echo/handled', {})).toEqual({ times: 0 });
  });

  it('events arrive in order, only under their own name, and before the answer that follows them', async () => {
    const { echo, port } = connect();
    const heard: unknown[] = [];
    const wrong: unknown[] = [];
    const stop = onEvent(port, 'count', (value) => heard.push(value));
    onEvent(port, 'another', (value) => wrong.push(value));
    await echo.call('echo/tell', { n: 3 });
    expect(heard).toEqual([{ count: 1 }, { count: 2 }, { count: 3 }]);
    stop();
    await echo.call('echo/tell', { n: 1 });
    expect(heard).toHaveLength(3);
    expect(wrong).toEqual([]);
  });

  it('when the other side is killed every pending call fails at once, and so does every later one', async () => {
    const { echo, port, kill } = connect();
    await echo.call('echo/handled', {});
    const pending = [1, 2, 3].map(() => echo.call('echo/hang', {}));
    const settled = Promise.allSettled(pending);
    kill();
    for (const outcome of await settled)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'echo/lost' } });
    await expect(echo.call('echo/double', { n: 1 })).rejects.toMatchObject({ code: 'echo/lost' });
    const told = new Promise<void>((resolve) => port.onClose(resolve));
    await told;
  });

  it('closing one’s own end fails what is pending too', async () => {
    const { echo, port } = connect();
    const pending = echo.call('echo/hang', {});
    port.close();
    await expect(pending).rejects.toMatchObject({ code: 'echo/lost' });
  });
});

describe.each(Object.entries(carriers).filter(([name]) => name !== 'memory'))('a contract over %s', (_name, open) => {
  const connect = connections(open);

  it('an answer that no port can carry is a failure and not an endless wait', async () => {
    const { echo } = connect();
    await expect(echo.call('echo/unsendable', {})).rejects.toMatchObject({ code: 'internal/error' });
    expect(await echo.call('echo/double', { n: 2 })).toEqual({ n: 4 });
  });

  it('a question that no port can carry fails at its sender', async () => {
    const { echo } = connect();
    const unsendable = { n: 1, work: () => undefined };
    await expect(anything(echo).call('echo/double', unsendable)).rejects.toMatchObject({ code: 'internal/error' });
    expect(await echo.call('echo/double', { n: 2 })).toEqual({ n: 4 });
  });
});

it('what is posted to a port in memory never arrives inside the sender’s own call', async () => {
  const [near, far] = memoryPortPair();
  const order: string[] = [];
  far.onMessage(() => order.push('arrived'));
  near.post({});
  order.push('posted');
  await Promise.resolve();
  expect(order).toEqual(['posted', 'arrived']);
});
