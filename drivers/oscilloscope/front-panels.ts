/** For tests: oscilloscopes of every command set, and what a hand at their front panels comes to in the words of the wire. */
import type { ByteDriver } from '../contract/driver.ts';
import { keysightInfiniiVision } from './keysight-infiniivision/driver.ts';
import { rigolDs } from './rigol-ds/driver.ts';
import { fixedUnit, type ScopeTestBench, scopeTestBench } from './scpi-scope/test-bench.ts';
import { siglentSds } from './siglent-sds/driver.ts';
import { tektronixTds } from './tektronix-tds/driver.ts';

/** Everything is done to channel 1, and the level is one that its signal passes. */
export interface FrontPanel {
  readonly off: string;
  readonly alternating: string;
  readonly grounded: string;
  readonly inverted: string;
  readonly amperes: string;
  readonly stop: string;
  readonly waitForTrigger: readonly string[];
}

const colons = (words: Pick<FrontPanel, 'off' | 'amperes' | 'stop'> & { readonly sweep: string }): FrontPanel => ({
  ...words,
  alternating: ':CHAN1:COUP AC',
  grounded: ':CHAN1:COUP GND',
  inverted: ':CHAN1:INV ON',
  waitForTrigger: [':TRIG:EDGE:LEV 5.02', words.sweep],
});
const rigol = colons({
  off: ':CHAN1:DISP OFF',
  amperes: ':CHAN1:UNIT AMP',
  stop: ':STOP',
  sweep: ':TRIG:SWE NORM',
});
const newSiglent = colons({
  off: ':CHAN1:SWIT OFF',
  amperes: ':CHAN1:UNIT A',
  stop: ':TRIG:STOP',
  sweep: ':TRIG:MODE NORM',
});
const oldSiglent: FrontPanel = {
  off: 'C1:TRA OFF',
  alternating: 'C1:CPL A1M',
  grounded: 'C1:CPL GND',
  inverted: 'C1:INVS ON',
  amperes: 'C1:UNIT A',
  stop: 'STOP',
  waitForTrigger: ['C1:TRLV 5.02', 'TRMD NORM'],
};
const tektronix: FrontPanel = {
  off: 'SEL:CH1 OFF',
  alternating: 'CH1:COUP AC',
  grounded: 'CH1:COUP GND',
  inverted: 'CH1:INV ON',
  amperes: 'CH1:YUN "A"',
  stop: 'ACQ:STATE STOP',
  waitForTrigger: ['TRIG:MAI:LEV 5.02', 'TRIG:MAI:MOD NORM'],
};

/** Model, its driver and its panel. */
export const frontPanels: readonly (readonly [string, ByteDriver, FrontPanel])[] = [
  ...['DS1054Z', 'MSO5074', 'DHO824', 'DS2072A'].map((model) => [model, rigolDs, rigol] as const),
  ['SDS1104X-E', siglentSds, oldSiglent],
  ...['SDS2104X Plus', 'SDS824X HD'].map((model) => [model, siglentSds, newSiglent] as const),
  // Theirs are the words of Rigol.
  ...['DSOX1102G', 'DSOX2024A'].map((model) => [model, keysightInfiniiVision, rigol] as const),
  ...['TBS1202B', 'TBS2072'].map((model) => [model, tektronixTds, tektronix] as const),
];

export const openModel = (model: string, driver: ByteDriver, address?: string): Promise<ScopeTestBench> =>
  scopeTestBench(driver, (context) => driver.simulate(fixedUnit, { ...context, model }), address);
