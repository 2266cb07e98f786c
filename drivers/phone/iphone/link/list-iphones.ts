/**
 * Which iPhones are connected by USB, and whether they trust this computer. Guarantees that no phone is asked to trust it,
 * so that no dialog appears on one: only the computer's own service and its pair records are looked at, and what a phone
 * tells everybody.
 */
import type { Failure } from '../../../../foundation/failure.ts';
import { CallsUnderWay } from '../../link/call-watch.ts';
import { runTool, type ToolName, type ToolPlace, type ToolResult } from './tool-process.ts';

export interface ListedIphone {
  readonly udid: string;
  /** `iPhone13,2`. */
  readonly model?: string;
  readonly hindrance?: Failure;
}

const lookMs = 10_000;
/** Newer tools say how a phone is connected; the network is not our cable. */
const line = /^([0-9a-f]{8}-?[0-9a-f]{16,32})(?: \((USB|Network)\))?$/i;

/** Empty where the service of the computer does not run: with an iPhone on the cable it would. */
export async function connectedIphones(place: ToolPlace, signal?: AbortSignal): Promise<readonly string[]> {
  const { out } = await look(place, 'idevice_id', ['-l'], signal);
  const found = out.split('\n').map((text) => line.exec(text.trim()));
  return [...new Set(found.flatMap((match) => (match?.[1] === undefined || match[2] === 'Network' ? [] : [match[1]])))];
}

/** Fails with `phone/iphone-tools-missing` or `phone/command-timeout`. */
export async function listIphones(place: ToolPlace): Promise<readonly ListedIphone[]> {
  const udids = await connectedIphones(place);
  if (udids.length === 0) return [];
  const pairs = await look(place, 'idevicepair', ['list']);
  const paired = new Set(pairs.out.split('\n').map((text) => text.trim()));
  return Promise.all(
    udids.map(async (udid): Promise<ListedIphone> => {
      // -s asks without pairing; a phone that does not answer is listed all the same.
      const told = await look(place, 'ideviceinfo', ['-s', '-u', udid, '-k', 'ProductType']).catch(() => undefined);
      const model = told?.code === 0 ? /^[A-Za-z]{3,10}\d{1,3},\d{1,3}$/.exec(told.out.trim())?.[0] : undefined;
      const unknown = pairs.code === 0 && !paired.has(udid);
      return {
        udid,
        ...(model === undefined ? {} : { model }),
        ...(unknown ? { hindrance: { code: 'phone/iphone-untrusted', params: { serial: udid } } } : {}),
      };
    }),
  );
}

async function look(
  place: ToolPlace,
  tool: ToolName,
  args: readonly string[],
  signal?: AbortSignal,
): Promise<ToolResult> {
  const watch = new CallsUnderWay().begin({ clock: place.clock, what: tool, deadlineMs: lookMs, signal });
  try {
    return await runTool(place, { tool, args, watch, maxBytes: 64 * 1024 });
  } finally {
    watch.stop();
  }
}
