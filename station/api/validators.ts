/**
 * One validator for every verb of {@link StationApi}: whatever comes over a port or from a command line passes through
 * here before any handler sees it. Errors are `input/…` codes that name the field.
 */
import * as v from 'valibot';
import type { Validators } from '../../foundation/port/contract.ts';
import {
  filePath,
  finite,
  imei,
  integer,
  line,
  longest,
  oneOf,
  runId as runIdRule,
  text,
  ticketNumber as ticketNumberRule,
  validator,
} from './input-rules.ts';
import { instrumentValidators } from './instrument-validators.ts';
import type { StationApi } from './station-api.ts';
import { historyValidators } from './validate-history.ts';
import { linkValidators } from './validate-links.ts';
import { procedureValidators } from './validate-procedures.ts';
import { highestSpeed, stationVerbValidators } from './validate-station.ts';
import { waveformValidators } from './validate-waveforms.ts';

export const priorities = ['P1', 'P2', 'P3', 'P4'] as const;
export const warrantyStates = ['in-warranty', 'out-of-warranty', 'repair-warranty', 'unknown'] as const;
export const ticketStatuses = ['new', 'diagnosing', 'waiting', 'repairing', 'testing', 'done', 'returned'] as const;

const nothing = v.strictObject({});
const runId = runIdRule();
const ticketNumber = ticketNumberRule();
const person = v.nullable(line());
const speed = finite(0.001, highestSpeed);
const answers = v.record(line(longest.key), v.unknown());

/** Nobody waits for an instrument longer than a shift. */
const longestWaitMs = 12 * 3_600_000;

const bench = v.variant('kind', [
  v.strictObject({
    kind: v.literal('simulated'),
    scenario: line(),
    speed,
    seed: integer(0, 0xffff_ffff),
  }),
  v.strictObject({
    kind: v.literal('auto'),
    use: v.exactOptional(
      v.record(line(longest.key), v.strictObject({ address: line(), driver: v.exactOptional(line(longest.key)) })),
    ),
  }),
  v.strictObject({ kind: v.literal('file'), path: filePath(), speed }),
]);

const contact = v.strictObject({
  name: v.exactOptional(line()),
  phone: v.exactOptional(
    v.pipe(
      line(40),
      v.check((raw) => /^\+?[\d\s().\-/#*;ext]+$/i.test(raw) && /\d/.test(raw), 'input/phone-number'),
    ),
  ),
  email: v.exactOptional(v.pipe(line(254), v.regex(/^[^\s@]+@[^\s@]+$/, 'input/email'))),
});

const newTicket = v.strictObject({
  brand: line(),
  model: line(),
  serial: v.exactOptional(line()),
  imei: v.exactOptional(imei()),
  fault: text(),
  faultBegan: v.exactOptional(text()),
  priority: v.exactOptional(oneOf(priorities)),
  warranty: v.exactOptional(oneOf(warrantyStates)),
  contact: v.exactOptional(contact),
});

const oneRun = v.strictObject({ run: runId });
const runBy = v.strictObject({ run: runId, by: line() });
const oneTicket = v.strictObject({ number: ticketNumber });

export const stationValidators: Validators<StationApi> = {
  'run/start': validator(
    v.strictObject({
      ...{ procedure: filePath(), ticket: v.nullable(ticketNumber), bench, operator: person, answers },
      waitMs: v.exactOptional(integer(0, longestWaitMs)),
    }),
  ),
  'run/resume': validator(v.strictObject({ run: runId, bench: v.exactOptional(bench), answers })),
  'run/close': validator(oneRun),
  'run/stop': validator(runBy),
  'run/emergency': validator(runBy),
  'run/answer': validator(v.strictObject({ run: runId, key: line(longest.key), value: v.unknown() })),
  'run/wait': validator(oneRun),
  'run/unseen': validator(nothing),
  'run/seen': validator(v.strictObject({ run: runId, by: person })),
  'run/list': validator(v.strictObject({ ticket: v.exactOptional(ticketNumber) })),
  'run/show': validator(oneRun),
  'run/entries': validator(
    v.strictObject({ run: runId, from: integer(0, Number.MAX_SAFE_INTEGER), count: integer(1, 100_000) }),
  ),
  'run/verify': validator(oneRun),
  'ticket/new': validator(newTicket),
  'ticket/list': validator(nothing),
  'ticket/show': validator(oneTicket),
  'ticket/contact': validator(oneTicket),
  'ticket/note': validator(v.strictObject({ number: ticketNumber, text: text(), by: person })),
  'ticket/status': validator(v.strictObject({ number: ticketNumber, status: oneOf(ticketStatuses), by: person })),
  'procedure/list': validator(nothing),
  'instrument/list': validator(nothing),
  ...instrumentValidators,
  ...historyValidators,
  ...waveformValidators,
  ...linkValidators,
  ...procedureValidators,
  ...stationVerbValidators,
};
