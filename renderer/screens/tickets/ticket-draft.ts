/** What is typed into the form of a new ticket, and the ticket it makes: fields left empty are not sent. */
import type { Contact, NewTicket, Priority, WarrantyState } from '../../../station/api/ticket.ts';

export interface TicketDraft {
  readonly brand: string;
  readonly model: string;
  readonly serial: string;
  readonly imei: string;
  readonly fault: string;
  readonly faultBegan: string;
  readonly priority: Priority;
  readonly warranty: WarrantyState;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
}

export const emptyDraft: TicketDraft = {
  brand: '',
  model: '',
  serial: '',
  imei: '',
  fault: '',
  faultBegan: '',
  priority: 'P3',
  warranty: 'unknown',
  name: '',
  phone: '',
  email: '',
};

const needed = ['brand', 'model', 'fault'] as const;

/** Fields that are needed and empty. */
export function draftProblems(draft: TicketDraft): readonly (keyof TicketDraft)[] {
  return needed.filter((key) => draft[key].trim() === '');
}

export function ticketOf(draft: TicketDraft): NewTicket {
  const { brand, model, fault, priority, warranty } = draft;
  const contact: Contact = filled(draft, ['name', 'phone', 'email']);
  return {
    brand: brand.trim(),
    model: model.trim(),
    fault: fault.trim(),
    priority,
    warranty,
    ...filled(draft, ['serial', 'imei', 'faultBegan']),
    ...(Object.keys(contact).length === 0 ? {} : { contact }),
  };
}

function filled<K extends keyof TicketDraft>(draft: TicketDraft, keys: readonly K[]): { readonly [P in K]?: string } {
  const entries = keys.map((key) => [key, String(draft[key]).trim()] as const).filter(([, value]) => value !== '');
  return Object.fromEntries(entries) as { readonly [P in K]?: string };
}
