/** The keeping of a station on virtual time, with a child process that a test ends as it likes. */
import { EventEmitter } from 'node:events';
import type { MessageChannelMain, UtilityProcess } from 'electron';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../foundation/clock/virtual-clock.ts';
import { ChildGone } from './child-gone.ts';
import type { StationStatus } from './preload-api.ts';
import { mostRestarts } from './restarts.ts';
import { StationProcess } from './station-process.ts';
import { UtilityChild } from './utility-child.ts';

class FakeChild extends EventEmitter {
  readonly pid: number;
  readonly stdout = null;
  readonly stderr = null;
  readonly said: { kind: string; nonce?: string; n?: number }[] = [];
  /** Answers heartbeats. */
  answers = true;

  constructor(pid: number) {
    super();
    this.pid = pid;
    queueMicrotask(() => this.emit('spawn'));
  }

  postMessage(message: { kind: string }): void {
    this.said.push(message);
    if (message.kind === 'beat' && this.answers) queueMicrotask(() => this.emit('message', message));
    if (message.kind === 'stop') queueMicrotask(() => this.emit('exit', 0));
  }
}

function station() {
  const clock = new VirtualClock();
  const app = new EventEmitter();
  const gone = new ChildGone(app);
  const children: FakeChild[] = [];
  const killed: number[] = [];
  const statuses: StationStatus[] = [];
  const ports: number[] = [];
  const log = () => undefined;
  const fork = (life: number) =>
    new UtilityChild({
      serviceName: `ohmstead-station-${life}`,
      fork: () => {
        const child = new FakeChild(1000 + life);
        children.push(child);
        return child as unknown as UtilityProcess;
      },
      killProcess: (pid) => {
        killed.push(pid);
        const child = children.find((one) => one.pid === pid);
        app.emit('child-process-gone', {}, { name: `ohmstead-station-${pid - 1000}`, reason: 'killed', exitCode: 9 });
        child?.emit('exit', 9);
      },
      ...{ gone, clock, log },
    });
  const channel = () => ({ port1: {}, port2: {} }) as unknown as MessageChannelMain;
  const process = new StationProcess({
    fork,
    benches: { fork: () => fork(99), channel, clock, log },
    channel,
    clock,
    log,
    givePort: (_port, life) => ports.push(life),
    onStatus: (status) => statuses.push(status),
    onRuns: () => undefined,
  });
  const end = (child: FakeChild | undefined, code: number) => child?.emit('exit', code);
  return { clock, process, children, killed, statuses, ports, end };
}

describe('a station', () => {
  it('that ends by itself is a loss, also with exit code 0; the page gets the port of the next', async () => {
    const { clock, process, children, ports, end } = station();
    process.start();
    process.givePort();
    children[0]?.emit('message', { kind: 'up' });
    expect([process.status.state, ports]).toEqual(['up', [1]]);
    end(children[0], 0);
    await clock.run(clock.sleep(600));
    expect(process.status).toMatchObject({
      state: 'lost',
      unseen: true,
      reason: { code: 'station/ended', params: { reason: 'clean-exit', exit: 0 } },
    });
    await clock.run(clock.sleep(1_000));
    expect([children.length, ports]).toEqual([2, [1, 2]]);
    children[1]?.emit('message', { kind: 'up' });
    expect(process.status).toMatchObject({ state: 'up', unseen: true, restarts: 1 });
    process.acknowledge();
    expect(process.status.unseen).toBe(false);
    await clock.run(process.stop());
  });

  it('that comes back is not called lost any more when its port goes to the page', async () => {
    const { clock, process, children, statuses, ports, end } = station();
    process.start();
    process.givePort();
    end(children[0], 1);
    await clock.run(clock.sleep(2_000));
    expect(ports).toEqual([1, 2]);
    // A page lets go of its port when it hears `lost`: from here on it would let go of the new one.
    process.acknowledge();
    expect(statuses.map(({ state, unseen }) => [state, unseen])).toEqual([
      ['lost', true],
      ['starting', true],
      ['starting', false],
    ]);
    await clock.run(process.stop());
  });

  it('that always ends is given up after five restarts, with growing pauses, and a person may try again', async () => {
    const { clock, process, children, end } = station();
    process.start();
    const births: number[] = [];
    for (let life = 0; life <= mostRestarts; life += 1) {
      births.push(clock.now());
      end(children[life], 70);
      await clock.run(clock.sleep(20_000));
    }
    expect(process.status.state).toBe('given-up');
    expect(children).toHaveLength(mostRestarts + 1);
    process.retry();
    expect([process.status.state, children.length]).toEqual(['starting', mostRestarts + 2]);
    await clock.run(process.stop());
  });

  it('that cannot open its store says why and is not started again by itself', async () => {
    const { clock, process, children, end } = station();
    process.start();
    children[0]?.emit('message', { kind: 'failed', failure: { code: 'station/taken', params: {} } });
    end(children[0], 69);
    await clock.run(clock.sleep(60_000));
    expect(process.status).toMatchObject({ state: 'given-up', reason: { code: 'station/taken' } });
    expect(children).toHaveLength(1);
  });

  it('that misses ten heartbeats is killed by its process id', async () => {
    const { clock, process, children, killed } = station();
    process.start();
    await clock.run(clock.sleep(5_000));
    const [first] = children;
    if (first === undefined) throw new Error('no child');
    first.answers = false;
    await clock.run(clock.sleep(8_000));
    expect(killed).toEqual([]);
    await clock.run(clock.sleep(5_000));
    expect(killed).toEqual([1001]);
    expect(process.status.reason?.code).toBe('station/silent');
    await clock.run(process.stop());
  });

  it('that is asked to stop is no loss', async () => {
    const { clock, process, children, statuses } = station();
    process.start();
    children[0]?.emit('message', { kind: 'up' });
    await clock.run(process.stop());
    expect(statuses.map(({ state }) => state)).toEqual(['up']);
  });
});
