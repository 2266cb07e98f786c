/** The words and the colours of the states of an instrument. */
import type { InstrumentState } from '../../../station/api/instruments.ts';

export const stateWords = {
  found: 'stateFound',
  connecting: 'stateConnecting',
  online: 'stateOnline',
  lost: 'stateLost',
  'in-run': 'stateInRun',
  unusable: 'stateUnusable',
} as const satisfies Record<InstrumentState, string>;

/** Each state has a sign of its own, so that nobody needs to see its colour. */
export const stateSigns: Readonly<Record<InstrumentState, string>> = {
  found: '○',
  connecting: '◌',
  online: '●',
  lost: '↯',
  'in-run': '▶',
  unusable: '✕',
};

export const stateTones: Readonly<Record<InstrumentState, 'pass' | 'fail' | 'warn' | 'plain'>> = {
  found: 'plain',
  connecting: 'plain',
  online: 'pass',
  lost: 'fail',
  'in-run': 'plain',
  unusable: 'warn',
};
