/** Tables of what Rigols can be set to, and states made of them. Sources: the data sheets of DS1000Z, DS2000A, DS4000 and MSO5000. */
import { oneTwoFive } from './one-two-five.ts';
import {
  type ChannelState,
  channelsOf,
  type RigolScope,
  type RigolState,
  rigolScope,
  usualChannel,
} from './rigol-captures.ts';

export const voltsPerDivision = (named: string) =>
  oneTwoFive(named.includes('Z') || named === 'DS4024' ? 1e-3 : 500e-6, 10);
export const timeBases = (named: string) =>
  oneTwoFive(named.startsWith('MSO5') ? 1e-9 : 5e-9, named.includes('Z') ? 50 : 1_000);
export const probes = [...oneTwoFive(0.01, 500), 1_000];
export const offsets = [-4.7, -2, -0.3, 0, 0.3, 2, 4.7];
export const couplings = ['DC', 'AC', 'GND'] as const;
export const families = ['DS1054Z', 'DS2072A', 'DS4024', 'MSO5074'].map(rigolScope);

export const usual = (scope: RigolScope, channels: readonly ChannelState[]): RigolState => ({
  ...{ scope, channels, secondsPerDivision: 1e-6, delaySeconds: 0 },
});

/** Channel states put on as few screens as they take; the last one is filled up. */
export function onScreens(scope: RigolScope, states: readonly ChannelState[]): RigolState[] {
  const wide = channelsOf(scope);
  const screens: RigolState[] = [];
  for (let from = 0; from < states.length; from += wide) {
    const some = states.slice(from, from + wide);
    screens.push(usual(scope, [...some, ...Array<ChannelState>(wide - some.length).fill(usualChannel)]));
  }
  return screens;
}

export const scaled = (perDivision: number, divisions: number, probe: number, turn: number): ChannelState => ({
  ...{ isOn: true, voltsPerDivision: perDivision * probe, offsetVolts: divisions * perDivision * probe, probe },
  coupling: couplings[turn % couplings.length] ?? 'DC',
});
