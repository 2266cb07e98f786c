/** The built command as a real process: what needs neither instruments nor a run. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { CommandProcess, hostileFolder, jsonLines, ohmstead } from '../support/command-process.ts';
import { noPtys, ptyPair } from '../support/pty-pair.ts';

const { folder, remove } = hostileFolder();
afterAll(remove);
const call = (...args: string[]) => ohmstead(args, { folder });

const vectors = path.resolve(fileURLToPath(new URL('../../../shared/vectors', import.meta.url)));
const frames = path.join(vectors, 'multimeter/real-frames.jsonl');

/** What the peer prints, such as `82.6 mV DC`, as value and unit in our words; null for overload. */
function peerValue(peer: string): { readonly value: number | null; readonly unit: string } {
  const [number = '', unit = ''] = peer.normalize('NFKC').split(' ');
  const [, prefix = '', base = ''] = /^([pnμumkMG]?)(V|A|Ω|F|Hz|%|°C|°F)$/.exec(unit) ?? [];
  const scale: Record<string, number> = { '': 0, p: -12, n: -9, μ: -6, u: -6, m: -3, k: 3, M: 6, G: 9 };
  const units: Record<string, string> = { Ω: 'Ohm', '°C': 'Cel', '°F': '[degF]' };
  const value = /^-?[\d.]+$/.test(number) ? Number(`${number}e${scale[prefix]}`) : null;
  return { value, unit: units[base] ?? base };
}

describe('the command as a process', () => {
  it('with --json standard output is one JSON object a line and nothing else', async () => {
    await call('ticket', 'new', '--brand', '苹果', '--model', '=1+1', '--fault', 'line one\nline two');
    for (const args of [['drivers'], ['scenarios'], ['runs'], ['tickets'], ['version']]) {
      const before = await ohmstead(['--json', ...args], { folder });
      const after = await ohmstead([...args, '--json'], { folder });
      expect(jsonLines(before.stdout), args.join(' ')).toEqual(jsonLines(after.stdout));
      expect([before.code, before.stderr]).toEqual([0, '']);
    }
  });

  it('an error is one sentence on standard error in the language of the person, also with --json', async () => {
    const { code, stdout, stderr } = await ohmstead(['show', 'RUN-20260105-0001', '--json'], {
      folder,
      env: { LANG: 'zh_CN.UTF-8' },
    });
    expect([code, stdout]).toEqual([64, '']);
    expect(stderr.split('\n')[0]).toBe('ohmstead: 没有运行 RUN-20260105-0001；请看 ohmstead runs。 [run/unknown]');
  });

  it('six processes that open tickets at once give six numbers', async () => {
    const fresh = hostileFolder();
    const args = ['ticket', 'new', '--brand', 'A', '--model', 'B', '--fault', 'C', '--json'];
    const ended = await Promise.all(Array.from({ length: 6 }, () => ohmstead(args, { folder: fresh.folder })));
    fresh.remove();
    const numbers = ended.map(({ stdout }) => jsonLines(stdout)[0]?.number);
    expect(numbers.map((number) => String(number).slice(-4)).sort()).toEqual([
      '0001',
      '0002',
      '0003',
      '0004',
      '0005',
      '0006',
    ]);
  });

  it('a folder that cannot be written is told with 69', async () => {
    const { code, stderr } = await call('tickets', '--data', '/dev/null/station');
    expect(code).toBe(69);
    expect(stderr).toMatch(/\[store\/[a-z-]+\]/);
  });

  it.skipIf(!existsSync(frames))(
    'frames of a real UT61E decode to the value and unit of the peer (needs the vectors)',
    async () => {
      const known = readFileSync(frames, 'utf8')
        .split('\n')
        .filter((line) => line.includes('"es51922_ut61e"'))
        .map((line) => JSON.parse(line) as { hex: string; peer: string });
      const stdin = known.map(({ hex }) => hex).join('\n');
      const { code, stdout, stderr } = await ohmstead(['decode', 'uni-t-ut61e', '--hex'], { folder, stdin });
      const readings = jsonLines(stdout);
      expect(code).toBe(0);
      expect(readings).toHaveLength(known.length);
      expect(stderr.trim().split('\n').at(-1)).toBe(`${known.length} readings, 0 bytes discarded`);
      for (const [index, { peer }] of known.entries()) {
        // The peer tells continuity as yes or no, not as a resistance.
        if (!peer.includes(' ')) continue;
        const { value, unit } = peerValue(peer);
        expect(readings[index]?.unit, peer).toBe(unit);
        if (value === null) expect(readings[index]?.value, peer).toBeNull();
        else expect(readings[index]?.value, peer).toBeCloseTo(value, 12);
      }
    },
  );

  it('decode gives a reading as soon as its bytes are there and counts what it threw away', async () => {
    const decode = new CommandProcess(['decode', 'uni-t-ut61e'], { folder });
    decode.child.stdin.write(Buffer.from(`garbage!\r\n${'000826;00480\r\n'.repeat(3)}`, 'latin1'));
    await decode.until(({ stdout }) => stdout.includes('\n'));
    decode.child.stdin.end();
    const { code, stderr } = await decode.ended;
    expect(code).toBe(0);
    expect(stderr).toMatch(/^\d+ readings, [1-9]\d* bytes discarded\n$/);
  });

  it('decode says where its hexadecimal input is none', async () => {
    const { code, stderr } = await ohmstead(['decode', 'uni-t-ut61e', '--hex'], { folder, stdin: '30 31 zz' });
    expect(code).toBe(64);
    expect(stderr).toContain('[usage/not-hex]');
  });

  it('a simulator on TCP is read by another process and ends with 0 on SIGTERM', async () => {
    const simulate = new CommandProcess(
      ['simulate', 'scpi-multimeter', '--port', 'tcp:127.0.0.1:0', '--json', '--fault', 'drift'],
      { folder },
    );
    await simulate.until(({ stdout }) => stdout.includes('\n'));
    const { address } = jsonLines(simulate.stdout)[0] ?? {};
    const read = await call(
      'read',
      '--driver',
      'scpi-multimeter',
      '--port',
      String(address),
      '--samples',
      '2',
      '--json',
    );
    simulate.child.kill('SIGTERM');
    expect(read.code).toBe(0);
    expect(jsonLines(read.stdout)).toMatchObject([
      { unit: 'V', quantity: 'voltage', status: 'ok' },
      { unit: 'V', quantity: 'voltage', status: 'ok' },
    ]);
    expect((await simulate.ended).code).toBe(0);
  });

  it.skipIf(noPtys !== '')(`a UT61E on one end of a cable is read on the other ${noPtys}`, async () => {
    const cable = await ptyPair();
    const simulate = new CommandProcess(['simulate', 'uni-t-ut61e', '--port', cable.far], { folder });
    await simulate.until(({ stdout }) => stdout.includes('Simulating'));
    const read = await call('read', '--driver', 'uni-t-ut61e', '--port', cable.near, '--samples', '3', '--json');
    simulate.child.kill('SIGINT');
    const { code } = await simulate.ended;
    await cable.remove();
    expect(read.stderr).toBe('');
    expect(jsonLines(read.stdout)).toHaveLength(3);
    expect(code).toBe(0);
  });

  it('reading from where nothing is leaves with 69', async () => {
    const { code, stderr } = await call('read', '--driver', 'uni-t-ut61e', '--port', '/dev/ttyNOTHING');
    expect(code).toBe(69);
    expect(stderr).toContain('[port/not-found]');
  });

  it('a reader that leaves early ends `read` quietly', async () => {
    const simulate = new CommandProcess(['simulate', 'uni-t-ut61e', '--port', 'tcp:127.0.0.1:0', '--json'], { folder });
    await simulate.until(({ stdout }) => stdout.includes('\n'));
    const { address } = jsonLines(simulate.stdout)[0] ?? {};
    const read = new CommandProcess(['read', '--driver', 'uni-t-ut61e', '--port', String(address), '--json'], {
      folder,
    });
    await read.until(({ stdout }) => stdout.includes('\n'));
    read.child.stdout.destroy();
    const { code, stderr } = await read.ended;
    simulate.child.kill('SIGTERM');
    await simulate.ended;
    expect([code, stderr]).toEqual([0, '']);
  });
});
