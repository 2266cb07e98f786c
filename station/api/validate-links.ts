/** What may be put on a ticket, and what a scanner may send. Errors are `input/…` codes that name the field. */
import * as v from 'valibot';
import { languages } from '../../foundation/measurement/declaration.ts';
import type { Validators } from '../../foundation/port/contract.ts';
import { line, longest, oneOf, runId, ticketNumber, validator } from './input-rules.ts';
import type { TicketLinks } from './station-api.ts';

const link = v.strictObject({ number: ticketNumber(), run: runId(), by: v.nullable(line()) });

export const linkValidators: Validators<TicketLinks> = {
  'ticket/link': validator(link),
  'ticket/unlink': validator(link),
  'ticket/demonstration': validator(v.strictObject({ language: v.exactOptional(oneOf(languages)) })),
  // Whatever a code holds may come in; what it means is found out by the grammar of codes.
  'scan/resolve': validator(
    v.strictObject({ text: v.pipe(v.string('input/not-text'), v.maxLength(longest.text, 'input/too-long')) }),
  ),
};
