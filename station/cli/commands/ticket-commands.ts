/** `ohmstead tickets` and `ohmstead ticket new|note|status`. Inputs are checked by the same rules as on the station's port. */
import type { NewTicket } from '../../api/ticket.ts';
import { stationValidators, ticketStatuses } from '../../api/validators.ts';
import { type Phrase, phrase } from '../../texts/phrases.ts';
import { statusText } from '../../texts/ticket-words.ts';
import type { Arguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { withRecords } from './record-commands.ts';
import { newTicketOptions } from './ticket-options.ts';

const byOption = {
  by: { type: 'string', value: 'NAME', help: { en: 'who says so', 'zh-CN': '由谁记录', 'zh-TW': '由誰記錄' } },
} as const;

export const ticketsCommand: Command = {
  words: ['tickets'],
  operands: [],
  does: { en: 'all tickets, newest first', 'zh-CN': '所有工单，最新在前', 'zh-TW': '所有工單，最新在前' },
  options: {},
  async run(_, surroundings) {
    const { output, language } = surroundings;
    return withRecords(surroundings, async (records) => {
      const tickets = await records.call('ticket/list', {});
      for (const ticket of tickets) output.object(ticket);
      const heading: Phrase[] = ['ticket', 'unit', 'state', 'priority', 'runs', 'opened', 'fault'];
      output.table(
        heading.map((key) => phrase(key, language)),
        tickets.map((ticket) => [
          ticket.number,
          `${ticket.brand} ${ticket.model}`,
          statusText(ticket.status, language),
          ticket.priority,
          { text: String(ticket.runs), right: true },
          ticket.openedWall,
          ticket.fault.split('\n')[0] ?? '',
        ]),
      );
      return exitCode.done;
    });
  },
};

export const ticketDemonstrationCommand: Command = {
  words: ['ticket', 'demonstration'],
  operands: [],
  does: {
    en: 'the ticket of the demonstration; opens it where there is none',
    'zh-CN': '演示工单；没有则登记',
    'zh-TW': '示範工單；沒有則登記',
  },
  options: {},
  async run(_, surroundings) {
    const { output, language } = surroundings;
    return withRecords(surroundings, async (records) => {
      const { number } = await records.call('ticket/demonstration', { language });
      output.object({ number });
      output.line(number);
      return exitCode.done;
    });
  },
};

export const ticketNewCommand: Command = {
  words: ['ticket', 'new'],
  operands: [],
  does: { en: 'opens a ticket', 'zh-CN': '登记工单', 'zh-TW': '登記工單' },
  options: newTicketOptions,
  async run(given, surroundings) {
    const { output, language } = surroundings;
    const ticket = stationValidators['ticket/new'](ticketGiven(given));
    return withRecords(surroundings, async (records) => {
      const { number } = await records.call('ticket/new', ticket);
      output.object({ number });
      output.line(phrase('ticketOpened', language, { ticket: number }));
      return exitCode.done;
    });
  },
};

export const ticketNoteCommand: Command = {
  words: ['ticket', 'note'],
  operands: ['T', 'TEXT'],
  does: { en: 'writes a note on a ticket', 'zh-CN': '为工单添加备注', 'zh-TW': '為工單新增備註' },
  options: byOption,
  async run(given, surroundings) {
    const [number, text] = [given.operand(0), given.operand(1)];
    const note = stationValidators['ticket/note']({ number, text, by: given.text('by') ?? null });
    return withRecords(surroundings, async (records) => {
      await records.call('ticket/note', note);
      surroundings.output.object({ number: note.number, noted: true });
      surroundings.output.line(phrase('saved', surroundings.language));
      return exitCode.done;
    });
  },
};

export const ticketStatusCommand: Command = {
  words: ['ticket', 'status'],
  operands: ['T', 'STATUS'],
  does: {
    en: `where a ticket stands: ${ticketStatuses.join(', ')}`,
    'zh-CN': `设置工单状态：${ticketStatuses.join(', ')}`,
    'zh-TW': `設定工單狀態：${ticketStatuses.join(', ')}`,
  },
  options: byOption,
  async run(given, surroundings) {
    const [number, status] = [given.operand(0), given.operand(1)];
    const change = stationValidators['ticket/status']({ number, status, by: given.text('by') ?? null });
    return withRecords(surroundings, async (records) => {
      await records.call('ticket/status', change);
      surroundings.output.object({ number: change.number, status: change.status });
      surroundings.output.line(phrase('saved', surroundings.language));
      return exitCode.done;
    });
  },
};

/** Unchecked; options that were not given are absent. */
function ticketGiven(given: Arguments): Readonly<Record<keyof NewTicket, unknown>> {
  const one = (member: string, option: string = member) => {
    const value = given.text(option);
    return value === undefined ? {} : { [member]: value };
  };
  const contact = {
    ...one('name', 'contact-name'),
    ...one('phone', 'contact-phone'),
    ...one('email', 'contact-email'),
  };
  return {
    brand: given.required('brand'),
    model: given.required('model'),
    fault: given.required('fault'),
    ...one('serial'),
    ...one('imei'),
    ...one('faultBegan', 'began'),
    ...one('priority'),
    ...one('warranty'),
    ...(Object.keys(contact).length === 0 ? {} : { contact }),
  } as Readonly<Record<keyof NewTicket, unknown>>;
}
