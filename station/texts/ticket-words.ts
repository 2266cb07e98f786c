/** The fixed words of a ticket in the person's language: where it stands, its warranty, what happened to it. */
import type { Language, Texts } from '../../foundation/measurement/declaration.ts';
import type { TicketEvent, TicketStatus, WarrantyState } from '../api/ticket.ts';
import { printable } from './printable.ts';
import { three } from './three.ts';

const statuses: Readonly<Record<TicketStatus, Texts>> = {
  new: three('new', '新建', '新建'),
  diagnosing: three('diagnosing', '诊断中', '診斷中'),
  waiting: three('waiting', '等待中', '等待中'),
  repairing: three('repairing', '维修中', '維修中'),
  testing: three('testing', '检测中', '檢測中'),
  done: three('done', '已完成', '已完成'),
  returned: three('returned', '已交还', '已交還'),
};

const warranties: Readonly<Record<WarrantyState, Texts>> = {
  'in-warranty': three('in warranty', '保修期内', '保固期內'),
  'out-of-warranty': three('out of warranty', '已过保修期', '已過保固期'),
  'repair-warranty': three('repair warranty', '维修保修期内', '維修保固期內'),
  unknown: three('warranty unknown', '保修情况未知', '保固情況未知'),
};

/** By the kinds of {@link TicketEvent}. */
const events: Readonly<Record<string, Texts>> = {
  opened: three('opened', '登记', '登記'),
  status: three('status', '状态', '狀態'),
  note: three('note', '备注', '備註'),
  'run-attached': three('run started', '开始运行', '開始執行'),
  'run-ended': three('run ended', '运行结束', '執行結束'),
  'run-linked': three('run put on the ticket', '已关联运行', '已連結執行'),
  'run-unlinked': three('run taken off the ticket', '已取消关联运行', '已取消連結執行'),
  'run-not-begun': three('run not begun', '运行未能开始', '執行未能開始'),
};

export function statusText(status: TicketStatus, language: Language): string {
  return statuses[status][language];
}

export function warrantyText(warranty: WarrantyState, language: Language): string {
  return warranties[warranty][language];
}

/** What happened, without the time: `status  new → waiting  Q`. Words of an event that a later station wrote stay as they are. */
export function eventText({ kind, body }: TicketEvent, language: Language): string {
  const title = Object.hasOwn(events, kind) ? events[kind]?.[language] : undefined;
  const words = kind === 'status' ? statusChange(body, language) : Object.values(body);
  return printable([title ?? kind, words.filter(Boolean).join(' ')].join('  '));
}

function statusChange({ from, to, ...rest }: TicketEvent['body'], language: Language): unknown[] {
  const [before, after] = [from, to].map((status) => statuses[status as TicketStatus]?.[language] ?? String(status));
  return [`${before} → ${after}`, ...Object.values(rest)];
}
