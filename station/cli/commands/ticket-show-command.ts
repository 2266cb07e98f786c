/** `ohmstead ticket show`: the whole ticket; who the customer is only with `--contact`. */
import type { TicketDetails } from '../../api/ticket.ts';
import { stationValidators } from '../../api/validators.ts';
import { type Phrase, phrase } from '../../texts/phrases.ts';
import { printable } from '../../texts/printable.ts';
import { eventText, statusText, warrantyText } from '../../texts/ticket-words.ts';
import { limitsText, valueText } from '../../texts/value-text.ts';
import type { Command, Surroundings } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { verdictStyle } from '../paint.ts';
import { withRecords } from './record-commands.ts';

export const ticketShowCommand: Command = {
  words: ['ticket', 'show'],
  operands: ['T'],
  does: {
    en: 'a ticket with every run, verdict and measurement, and before/after side by side',
    'zh-CN': '工单及其全部运行、结论和测量，并列显示维修前后',
    'zh-TW': '工單及其全部執行、結論和量測，並列顯示維修前後',
  },
  options: {
    contact: {
      type: 'boolean',
      help: { en: 'with the contact data', 'zh-CN': '同时显示联系方式', 'zh-TW': '同時顯示聯絡方式' },
    },
  },
  async run(given, surroundings) {
    const { output, language } = surroundings;
    const asked = stationValidators['ticket/show']({ number: given.operand(0) });
    return withRecords(surroundings, async (records) => {
      const ticket = await records.call('ticket/show', asked);
      const contact = given.flag('contact') ? await records.call('ticket/contact', asked) : undefined;
      output.object(contact === undefined ? ticket : { ...ticket, contact });
      if (output.json) return exitCode.done;
      printTicket(ticket, surroundings);
      const words = contact === null ? [phrase('none', language)] : Object.values(contact ?? {}).map(String);
      if (contact !== undefined) output.line(`${phrase('contact', language)}: ${printable(words.join(', '))}`);
      return exitCode.done;
    });
  },
};

function printTicket(ticket: TicketDetails, place: Surroundings): void {
  const { output, language } = place;
  output.line(output.paint('strong', printable(`${ticket.number}  ${ticket.brand} ${ticket.model}`)));
  const numbers = [ticket.serial, ticket.imei && `IMEI ${ticket.imei}`].filter(Boolean).join(', ');
  if (numbers !== '') output.line(printable(numbers));
  const words = [ticket.priority, statusText(ticket.status, language), warrantyText(ticket.warranty, language)];
  output.line(words.join(' · '));
  for (const line of [ticket.fault, ticket.faultBegan].join('\n').split('\n'))
    if (line !== '') output.line(`  ${printable(line)}`);
  printRuns(ticket, place);
  printBeforeAfter(ticket, place);
  output.line();
  output.line(phrase('timeline', language));
  for (const event of ticket.timeline) output.line(`  ${event.atWall}  ${eventText(event, language)}`);
}

function printRuns({ runsDetail }: TicketDetails, { output, language }: Surroundings): void {
  if (runsDetail.length === 0) return;
  output.line();
  const heading: Phrase[] = ['run', 'procedure', 'measure', 'value', 'limits', 'verdict'];
  output.table(
    heading.map((key) => phrase(key, language)),
    runsDetail.flatMap((run) => [
      [run.run, run.procedure, '', '', '', verdictCell(run.verdict, output)],
      ...run.measures.map((measure) => [
        '',
        '',
        measure.key,
        { text: valueText(measure.value, measure.unit, measure.resolution), right: true },
        limitsText(measure.limits, measure.unit),
        verdictCell(measure.verdict, output),
      ]),
    ]),
  );
}

function printBeforeAfter({ beforeAfter }: TicketDetails, { output, language }: Surroundings): void {
  if (beforeAfter.length === 0) return;
  output.line();
  const heading: Phrase[] = ['measure', 'before', 'verdict', 'after', 'verdict'];
  output.table(
    heading.map((key) => phrase(key, language)),
    beforeAfter.map(({ key, unit, before, after }) => [
      key,
      { text: valueText(before.value, unit, before.resolution), right: true },
      verdictCell(before.verdict, output),
      { text: valueText(after.value, unit, after.resolution), right: true },
      verdictCell(after.verdict, output),
    ]),
  );
}

function verdictCell(verdict: string, output: Surroundings['output']) {
  return { text: verdict, painted: (text: string) => output.paint(verdictStyle(verdict), text) };
}
