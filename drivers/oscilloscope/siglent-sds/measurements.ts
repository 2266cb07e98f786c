/** What Siglent calls its automatic measurements, in both command sets. What is not here it does not have, or means something else by. */
import type { ScopeMeasurement } from '../../../foundation/capability/oscilloscope.ts';

export const siglentMeasurements: Partial<Record<ScopeMeasurement, string>> = {
  frequency: 'FREQ',
  period: 'PER',
  max: 'MAX',
  min: 'MIN',
  'peak-to-peak': 'PKPK',
  mean: 'MEAN',
  rms: 'RMS',
  'rise-time': 'RISE',
  'fall-time': 'FALL',
};
