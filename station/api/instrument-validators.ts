/** Validators of the verbs about instruments: addresses, drivers, calibration notes, telemetry. */
import * as v from 'valibot';
import type { Validators } from '../../foundation/port/contract.ts';
import { integer, line, longest, validator } from './input-rules.ts';
import type { InstrumentVerbs } from './station-api.ts';

/** The bench takes no longer ones. */
const address = line(500);
const oneAddress = v.strictObject({ address });
/** Any that there is in the calendar. */
const day = v.pipe(
  line(10),
  v.regex(/^\d{4}-\d{2}-\d{2}$/, 'input/date'),
  v.check((text) => {
    const date = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  }, 'input/date'),
);
const words = v.pipe(v.string('input/not-text'), v.maxLength(longest.line, 'input/too-long'), v.trim());
const calibration = v.strictObject({ date: day, due: day, certificate: words, by: words });
const most = Number.MAX_SAFE_INTEGER;

export const instrumentValidators: Validators<InstrumentVerbs> = {
  'instrument/overview': validator(v.strictObject({ look: v.boolean('input/invalid') })),
  'instrument/drivers': validator(v.strictObject({})),
  'instrument/connect': validator(v.strictObject({ address, driver: line() })),
  'instrument/identify': validator(oneAddress),
  'instrument/disconnect': validator(oneAddress),
  'instrument/add': validator(oneAddress),
  'instrument/forget': validator(oneAddress),
  'instrument/calibration': validator(v.strictObject({ id: line(500), note: v.nullable(calibration) })),
  'instrument/console': validator(v.strictObject({ address, after: integer(0, most), count: integer(1, 1_000) })),
  'instrument/conversation': validator(oneAddress),
  'telemetry/ack': validator(v.strictObject({ seq: integer(0, most) })),
};
