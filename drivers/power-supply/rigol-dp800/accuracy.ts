/**
 * What Rigol promises for the readback of the DP800 family, ± (percent of the output + offset), one year, 25 °C ± 5 °C. What
 * is not in the document that was seen is not here: most voltages, and the models without A but the DP832.
 */
import type { AccuracyRow, AccuracyTable } from '../../contract/accuracy-table.ts';

const amps = (output: number, percent: number, plus: number): AccuracyRow => ({
  quantity: 'current',
  coupling: 'dc',
  output,
  percent,
  plus,
});
const volts = (output: number, percent: number, plus: number): AccuracyRow => ({
  quantity: 'voltage',
  coupling: 'dc',
  output,
  percent,
  plus,
});
const source = 'Rigol, DP800 Performance Verification Manual, CC programming and readback accuracy';

export const dp800Accuracy: readonly AccuracyTable[] = [
  {
    models: ['DP832'],
    source,
    rows: [...[1, 2, 3].map((output) => amps(output, 0.15, 0.005)), volts(1, 0.05, 0.01), volts(2, 0.05, 0.01)],
  },
  { models: ['DP832A'], source, rows: [1, 2, 3].map((output) => amps(output, 0.15, 0.005)) },
  { models: ['DP831A'], source, rows: [amps(1, 0.2, 0.01), amps(2, 0.1, 0.005)] },
  { models: ['DP821A'], source, rows: [amps(1, 0.15, 0.01), amps(2, 0.15, 0.01)] },
  { models: ['DP811A'], source, rows: [amps(1, 0.1, 0.01)] },
];
