/** The schema's history. A migration that has been released never changes; its place in the list is its number. */
import { migration as journal } from './0001-journal.ts';
import { migration as tickets } from './0002-tickets.ts';
import { migration as instruments } from './0003-instruments.ts';
import { migration as history } from './0004-history.ts';
import { migration as series } from './0005-series.ts';
import { migration as unseenVerdicts } from './0006-unseen-verdicts.ts';
import { migration as measureStatus } from './0007-measure-status.ts';

export interface Migration {
  readonly title: string;
  readonly statements: readonly string[];
}

export const migrations: readonly Migration[] = [
  journal,
  tickets,
  instruments,
  history,
  series,
  unseenVerdicts,
  measureStatus,
];
