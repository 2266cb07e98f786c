/** Standard output that takes no more: a full disk is told and is never "done"; a reader who has gone away is no trouble. */
import { describe, expect, it } from 'vitest';
import { execute } from '../../station/cli/execute.ts';
import { exitCode } from '../../station/cli/exit-code.ts';
import { Output, type Sink } from '../../station/cli/output.ts';
import { CaughtText } from '../support/fake-surroundings.ts';

/** Takes nothing, and tells so as a stream of Node does. */
function refusing(code: string, isTTY = false): Sink {
  let tell: (error: Error) => void = () => undefined;
  return {
    isTTY,
    write(_text, done) {
      tell(Object.assign(new Error(`${code}: write`), { code }));
      done?.();
      return false;
    },
    on(_event, listener) {
      tell = listener;
    },
  };
}

async function version(stdout: Sink, language: 'en' | 'zh-CN' | 'zh-TW' = 'en') {
  const stderr = new CaughtText();
  const output = new Output({ stdout, stderr, json: true, env: {} });
  const surroundings = () => {
    throw new Error('not needed');
  };
  const code = await execute(['version'], { output, language, version: '1.2.3', surroundings });
  return { code, told: stderr.text };
}

describe('what a command tells', () => {
  it.each(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO'])('and cannot be written (%s) is not done, and is said', async (why) => {
    const { code, told } = await version(refusing(why));
    expect(code).toBe(exitCode.unavailable);
    expect(told).toContain(`${why}: write`);
    expect(told).toContain('[output/not-written]');
  });

  it('and cannot be written is said in the language of the person', async () => {
    expect((await version(refusing('ENOSPC'), 'zh-TW')).told).toMatch(/無法寫入.*資料夾|無法寫入.*檔案/);
  });

  it('to a reader who has gone away, or a terminal that was closed, is done', async () => {
    expect(await version(refusing('EPIPE'))).toEqual({ code: exitCode.done, told: '' });
    expect(await version(refusing('EIO', true))).toEqual({ code: exitCode.done, told: '' });
  });

  it('ends a reading at once, and what was asked wrongly keeps its own exit code', async () => {
    const output = new Output({ stdout: refusing('ENOSPC'), stderr: new CaughtText(), json: true, env: {} });
    let ended = false;
    output.onClosed(() => {
      ended = true;
    });
    const unknown = { output, language: 'en' as const, version: '', surroundings: () => ({}) as never };
    output.object({});
    expect(ended).toBe(true);
    expect(await execute(['no-such-command'], unknown)).toBe(exitCode.usage);
  });
});
