/** The real libimobiledevice tools of this computer, with no iPhone on the cable: what they say then is understood. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RealIphones } from '../../drivers/bench/real-iphones.ts';
import { runTool, type ToolName } from '../../drivers/phone/iphone/link/tool-process.ts';
import { outputOf } from '../../drivers/phone/iphone/link/tool-refusal.ts';
import { CallsUnderWay } from '../../drivers/phone/link/call-watch.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { failureOf } from '../../foundation/failure.ts';

const clock = new RealClock();
const udid = '00008101-000000000000001E';
const missing = spawnSync('idevice_id', ['-v']).status === 0 ? '' : 'libimobiledevice-utils is not installed';

async function codeOf(tool: ToolName, args: readonly string[]): Promise<string> {
  const watch = new CallsUnderWay().begin({ clock, what: tool, deadlineMs: 20_000 });
  try {
    outputOf(tool, await runTool({ clock }, { tool, args, watch }), udid, 'test');
    return 'no failure';
  } catch (error) {
    return failureOf(error).code;
  } finally {
    watch.stop();
  }
}

describe.skipIf(missing !== '')(`the real tools without an iPhone ${missing}`, () => {
  it.each([
    ['ideviceinfo', ['-u', udid, '-x']],
    ['ideviceinfo', ['-u', udid, '-x', '-q', 'com.apple.mobile.battery']],
    ['idevicediagnostics', ['-u', udid, 'ioregentry', 'AppleSmartBattery']],
  ] as const)('%s %j says that there is none', async (tool, args) => {
    expect(await codeOf(tool, args)).toBe('phone/iphone-not-found');
  });

  it('idevicecrashreport says so too, and takes -k', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ohmstead-peer-'));
    expect(await codeOf('idevicecrashreport', ['-u', udid, '-k', folder])).toBe('phone/iphone-not-found');
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it('the list has none of that name, and opening it says that it is not there', async () => {
    const phones = new RealIphones({ clock });
    expect((await phones.list()).map((phone) => phone.udid)).not.toContain(udid);
    expect(await phones.open(udid).catch((error: unknown) => failureOf(error).code)).toBe('phone/iphone-not-found');
  });
});
