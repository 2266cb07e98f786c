/**
 * A simulated Siglent of the older command set, with ramps on its inputs that go through every code of its converter, set
 * to one state: what sigrok-cli reads of it, as far as it gets, and what our driver reads of it are the same codes.
 */
import { expect } from 'vitest';
import { fixedUnit } from '../../drivers/oscilloscope/scpi-scope/test-bench.ts';
import { siglentSds } from '../../drivers/oscilloscope/siglent-sds/driver.ts';
import { type SiglentModel, simulateSiglent } from '../../drivers/oscilloscope/siglent-sds/simulator.ts';
import type { ScopeChannel } from '../../foundation/capability/oscilloscope.ts';
import { knownDefect } from './known-defects.ts';
import { farthest, scopeOnTcp, told, withOurDriver } from './scope-on-tcp.ts';
import { sigrokFloats } from './sigrok-scope.ts';

/** A model that libsigrok knows, and the family of ours that it belongs to. */
export interface SiglentScope {
  readonly named: string;
  readonly model: SiglentModel;
}

const ofFamily = (model: SiglentModel, names: string) => names.split(',').map((named) => ({ named, model }));
/** All that libsigrok 0.5.2 knows. */
export const siglentScopes: readonly SiglentScope[] = [
  ...ofFamily('SDS1104X-E', 'SDS1202X-E,SDS1104X-E,SDS1204X-E,SDS1102X,SDS1102X+,SDS1202X,SDS1202X+'),
  ...ofFamily('SDS1104X-E', 'SDS2072X,SDS2074X,SDS2102X,SDS2104X,SDS2202X,SDS2204X,SDS2302X,SDS2304X'),
  ...ofFamily('SDS1072CML', 'SDS1152CML,SDS1102CML,SDS1072CML,SDS1202CNL,SDS1102CNL,SDS1072CNL'),
  ...ofFamily('SDS1072CML', 'SDS1202DL,SDS1102DL,SDS1022DL,SDS1052DL,SDS1052DL+'),
];

export function siglentScope(named: string): SiglentScope {
  const found = siglentScopes.find((scope) => scope.named === named);
  if (found === undefined) throw new Error(`not known to both: ${named}`);
  return found;
}

/** Across its screen. */
export const divisionsOf = ({ model }: SiglentScope) => (model === 'SDS1072CML' ? 18 : 14);

export interface SiglentState {
  readonly scope: SiglentScope;
  /** The one that is on. */
  readonly channel: ScopeChannel;
  /** As on the screen: with the probe's factor. */
  readonly voltsPerDivision: number;
  readonly offsetVolts: number;
  readonly probe: number;
  readonly coupling: 'A1M' | 'D1M' | 'GND';
  readonly secondsPerDivision: number;
}

export const memoryPoints = 1_400;
const header = knownDefect('Siglent: the first two samples go with the header');
const end = knownDefect('Siglent: the end of a record is never reached');
/** What {@link header} and {@link end} leave of the record. */
const read = { from: 2, to: 2 + memoryPoints - 363 } as const;
/** A part of the converter's step: nearer than that is the same code. Both are numbers of 32 bits. */
const sameCode = 0.01;

/** What somebody does at the front panel, as commands. The trigger is in the middle of the ramp. */
export function commandsOf(state: SiglentState): string[] {
  const { channel, voltsPerDivision, offsetVolts, probe, coupling, secondsPerDivision } = state;
  const others = [1, 2, 3, 4].filter((other) => other !== channel);
  return [
    ...others.map((other) => `C${other}:TRA OFF`),
    `C${channel}:TRA ON`,
    `C${channel}:ATTN ${probe}`,
    `C${channel}:VDIV ${voltsPerDivision}V`,
    `C${channel}:OFST ${offsetVolts}V`,
    `C${channel}:CPL ${coupling}`,
    `TDIV ${secondsPerDivision}S`,
    `TRSE EDGE,SR,C${channel},HT,OFF`,
    `C${channel}:TRLV ${0 - offsetVolts}V`,
  ];
}

/** It waits seven seconds before it reads: with many at once that is no time. */
const limitMs = 120_000;

export async function expectSameRecord(state: SiglentState): Promise<void> {
  const { scope, channel, secondsPerDivision } = state;
  const onTcp = await scopeOnTcp((context) =>
    simulateSiglent(fixedUnit, context, { ...scope, ramps: true, memoryPoints }),
  );
  try {
    const { port } = onTcp;
    await told(port, commandsOf(state));
    const request = { driver: 'siglent-sds', port, channels: [channel], limitMs } as const;
    const theirs = await sigrokFloats(request, read.to - read.from);
    const about = `${JSON.stringify(state)} ${theirs.said}`;
    const ours = await withOurDriver(siglentSds, port, ({ record }) =>
      record({ channel, acquire: 'held', record: 'memory' }),
    );
    const { voltsPerStep, secondsPerPoint } = ours.waveform.scale;
    const off = farthest(ours.volts.subarray(read.from, read.to), theirs.floats);
    expect(off, `${about} ${header.says}; ${end.says}`).toBeLessThanOrEqual(voltsPerStep * sameCode);
    // Nothing has hidden behind an end of the converter: the ramp has shown every code in between.
    expect(new Set(ours.volts.subarray(read.from, read.to)).size, about).toBe(256);
    const screen = secondsPerDivision * divisionsOf(scope);
    // Some write their sample rate with four decimals.
    expect(Math.abs(secondsPerPoint * memoryPoints - screen), about).toBeLessThanOrEqual(screen * 1e-4);
    expect(theirs.endedWell, about).toBe(false);
  } finally {
    await onTcp.stop();
  }
}
