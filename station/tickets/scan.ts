/**
 * What a scanned or typed text stands for. Guarantees: never fails and never changes anything; what it cannot place is
 * `unknown` with the text as people would see it, so that a hostile code is only a strange text.
 *
 * `CMD:…` and `OP:…` are cards of this station. Numbers of tickets and runs count when the store has them. An IMEI
 * counts by its check digit alone (a new unit has no ticket yet), a serial number when the store knows it or when it
 * says `SN:` itself.
 */

import type { ScanResult } from '../api/history.ts';
import { hasLuhnCheckDigit, longest } from '../api/input-rules.ts';
import type { Database } from '../store/database.ts';

/** Characters nobody sees or that turn the writing around; scanners in the wrong mode send some of them. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Full-width digits and letters of an input method become plain ones (Unicode NFKC). */
function scannedText(raw: string): string {
  return raw.replace(unseen, ' ').normalize('NFKC').replace(/\s+/g, ' ').trim();
}

export function resolveScan(database: Database, raw: string): ScanResult {
  const text = scannedText(raw);
  const unknown: ScanResult = { kind: 'unknown', text: text.slice(0, longest.key) };
  if (text === '' || text.length > longest.key) return unknown;
  return card(text) ?? numbered(database, text.toUpperCase()) ?? unit(database, text) ?? unknown;
}

function card(text: string): ScanResult | undefined {
  const [, command] = /^CMD: ?([A-Z0-9][A-Z0-9-]{0,39})$/i.exec(text) ?? [];
  if (command !== undefined) return { kind: 'command', command: command.toUpperCase() };
  const [, name] = /^OP: ?(.+)$/i.exec(text) ?? [];
  return name === undefined || name.length > longest.line
    ? undefined
    : { kind: 'operator', name: name.normalize('NFC') };
}

function numbered(database: Database, text: string): ScanResult | undefined {
  if (/^SR-\d{8}-\d{4,}$/.test(text) && database.get('SELECT 1 FROM ticket WHERE number = ?', text) !== undefined)
    return { kind: 'ticket', number: text };
  if (/^RUN-\d{8}-\d{4,}$/.test(text) && database.get('SELECT 1 FROM run WHERE id = ?', text) !== undefined)
    return { kind: 'run', run: text };
  return undefined;
}

function unit(database: Database, text: string): ScanResult | undefined {
  const imei = imeiIn(text);
  if (imei !== undefined) return { kind: 'unit', serial: imei, tickets: ticketsOf(database, imei) };
  const [, told] = /^(?:S\/?N|SERIAL)(?: ?NO\.?)?: ?(.+)$/i.exec(text) ?? [];
  const serial = told ?? text;
  if (serial.length > longest.line) return undefined;
  const tickets = ticketsOf(database, serial);
  if (told === undefined && tickets.length === 0 && !hasRun(database, serial)) return undefined;
  return { kind: 'unit', serial, tickets };
}

/** 15 digits with a right check digit, also with the label's spaces, dashes and the word before it. */
function imeiIn(text: string): string | undefined {
  const digits = text.replace(/^IMEI ?\d?: ?/i, '').replace(/[\s/.-]/g, '');
  return /^\d{15}$/.test(digits) && hasLuhnCheckDigit(digits) ? digits : undefined;
}

/** Open ones first, each newest first. Serial numbers are compared without regard to case. */
function ticketsOf(database: Database, serial: string): string[] {
  const rows = database.all(
    `SELECT number FROM ticket WHERE serial = ?1 COLLATE NOCASE OR imei = ?1
     ORDER BY status IN ('done', 'returned'), opened_wall DESC, number DESC`,
    serial,
  );
  return rows.map(({ number }) => String(number));
}

function hasRun(database: Database, serial: string): boolean {
  return database.get('SELECT 1 FROM run WHERE unit_serial = ? COLLATE NOCASE LIMIT 1', serial) !== undefined;
}
