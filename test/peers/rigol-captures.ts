/**
 * A simulated Rigol with ramps on its inputs that go through every code of its converter, set to one state: what
 * sigrok-cli reads of it and what our driver reads of it are the same codes.
 */
import { expect } from 'vitest';
import { rigolDs } from '../../drivers/oscilloscope/rigol-ds/driver.ts';
import { type RigolModel, simulateRigol } from '../../drivers/oscilloscope/rigol-ds/simulator.ts';
import { fixedUnit } from '../../drivers/oscilloscope/scpi-scope/test-bench.ts';
import type { ScopeChannel } from '../../foundation/capability/oscilloscope.ts';
import { knownDefect } from './known-defects.ts';
import { farthest, scopeOnTcp, told, withOurDriver } from './scope-on-tcp.ts';
import { sigrokRecord } from './sigrok-scope.ts';

/** A model that libsigrok knows, and the family of ours that it belongs to. */
export interface RigolScope {
  readonly named: string;
  readonly model: RigolModel;
}

const ofFamily = (model: RigolModel, names: string) => names.split(',').map((named): RigolScope => ({ named, model }));
/** All that libsigrok 0.5.2 and our driver have in common. It knows no DHO; DS1000D and DS1000E are not ours. */
export const rigolScopes: readonly RigolScope[] = [
  ...ofFamily('DS1054Z', 'DS1054Z,DS1074Z,DS1104Z,DS1074Z-S,DS1104Z-S,DS1074Z Plus,DS1104Z Plus'),
  ...ofFamily('DS1054Z', 'MSO1074Z,MSO1104Z,MSO1074Z-S,MSO1104Z-S'),
  ...ofFamily('DS2072A', 'DS2072,DS2102,DS2202,DS2302,DS2072A,DS2102A,DS2202A,DS2302A'),
  ...ofFamily('DS2072A', 'MSO2072A,MSO2102A,MSO2202A,MSO2302A,DS4024'),
  ...ofFamily('MSO5074', 'MSO5072,MSO5074,MSO5102,MSO5104,MSO5204,MSO5354'),
];

export function rigolScope(named: string): RigolScope {
  const found = rigolScopes.find((scope) => scope.named === named);
  if (found === undefined) throw new Error(`not known to both: ${named}`);
  return found;
}

export const channelsOf = ({ named }: RigolScope) => Number(/\d+(\d)/.exec(named)?.[1]);
/** Across its screen. */
export const divisionsOf = ({ model }: RigolScope) => ({ DS1054Z: 12, DS2072A: 14, MSO5074: 10, DHO824: 10 })[model];

export interface ChannelState {
  readonly isOn: boolean;
  /** As on the screen: with the probe's factor. */
  readonly voltsPerDivision: number;
  readonly offsetVolts: number;
  readonly probe: number;
  readonly coupling: 'AC' | 'DC' | 'GND';
}

export interface RigolState {
  readonly scope: RigolScope;
  readonly channels: readonly ChannelState[];
  readonly secondsPerDivision: number;
  readonly delaySeconds: number;
  /** Of its memory; the screen without it. */
  readonly memoryPoints?: number;
}

/** Of a usual state. */
export const usualChannel: ChannelState = {
  isOn: true,
  voltsPerDivision: 1,
  offsetVolts: 0,
  probe: 1,
  coupling: 'DC',
};

/** What somebody does at the front panel, as commands. The trigger is in the middle of a ramp that is shown. */
function commandsOf({ channels, secondsPerDivision, delaySeconds }: RigolState): string[] {
  const source = channels.findIndex(({ isOn }) => isOn);
  return [
    ...channels.flatMap(({ isOn, voltsPerDivision, offsetVolts, probe, coupling }, index) => {
      const channel = `:CHAN${index + 1}`;
      return [
        `${channel}:DISP ${isOn ? 'ON' : 'OFF'}`,
        `${channel}:PROB ${probe}`,
        `${channel}:SCAL ${voltsPerDivision}`,
        `${channel}:OFFS ${offsetVolts}`,
        `${channel}:COUP ${coupling}`,
      ];
    }),
    `:TIM:SCAL ${secondsPerDivision}`,
    `:TIM:OFFS ${delaySeconds}`,
    `:TRIG:EDGE:SOUR CHAN${source + 1}`,
    `:TRIG:EDGE:LEV ${0 - (channels[source]?.offsetVolts ?? 0)}`,
  ];
}

const cutRate = knownDefect('Rigol: a sample rate is cut to whole hertz');
/** `knownDefect('Rigol over TCP: the last channel ends with its first thirty thousand points')`. */
const mostPoints = 30_000;
/** From here on libsigrok waits to see one sweep end and another trigger. */
const slow = 0.05;
/** A part of the converter's step: nearer than that is the same code. They print six digits. */
const sameCode = 0.01;

/** So much quicker that a sweep takes less than a tenth of a second. */
const speedFor = (secondsPerDivision: number) => (secondsPerDivision < slow ? 1 : secondsPerDivision / 0.005);

/** Fails with the state in its message where the two do not agree. */
export async function expectSameRecord(state: RigolState): Promise<void> {
  const { scope, channels, secondsPerDivision, memoryPoints } = state;
  const onTcp = await scopeOnTcp(
    (context) =>
      simulateRigol(fixedUnit, context, {
        ...{ ...scope, ramps: true },
        ...(memoryPoints !== undefined && { memoryPoints }),
      }),
    speedFor(secondsPerDivision),
  );
  try {
    const { port } = onTcp;
    const on = channels.flatMap(({ isOn }, index) => (isOn ? [index + 1] : [])) as ScopeChannel[];
    const isMemory = memoryPoints !== undefined;
    await told(port, [...commandsOf(state), ...(isMemory ? [':STOP'] : [])]);
    const options = isMemory ? ['--config', 'data_source=Memory'] : [];
    const theirs = await sigrokRecord({ driver: 'rigol-ds', port, channels: on, options, limitMs: 60_000 });
    await withOurDriver(rigolDs, port, async ({ record }) => {
      for (const channel of on) {
        const { waveform, volts } = await record({
          channel,
          acquire: 'held',
          record: isMemory ? 'memory' : 'screen',
        });
        const { voltsPerStep, secondsPerPoint, firstSeconds } = waveform.scale;
        const about = `${JSON.stringify(state)} channel ${channel} ${theirs.said}`;
        const off = farthest(volts.subarray(0, mostPoints), theirs.channels.get(`CH${channel}`) ?? []);
        expect(off, about).toBeLessThanOrEqual(voltsPerStep * sameCode);
        // Nothing has hidden behind an end of the converter: the ramp has shown every code in between.
        expect(new Set(volts).size, about).toBeGreaterThanOrEqual(256);
        if (isMemory) continue;
        expect(secondsPerPoint * volts.length, about).toBeCloseTo(secondsPerDivision * divisionsOf(scope), 12);
        expect(firstSeconds, about).toBeCloseTo(state.delaySeconds - (secondsPerPoint * volts.length) / 2, 12);
        expectSameRate(theirs.rate, secondsPerPoint, about);
      }
    });
  } finally {
    await onTcp.stop();
  }
}

/** They print six digits. */
function expectSameRate(theirs: number | undefined, secondsPerPoint: number, about: string): void {
  const rate = 1 / secondsPerPoint;
  // 1 Hz of a number of 32 bits may be a little less.
  if (rate > 1.5) expect(theirs, about).toBeDefined();
  expect(Math.abs((theirs ?? 0) - rate), `${about} ${cutRate.name}`).toBeLessThanOrEqual(1 + rate * 2e-6);
}
