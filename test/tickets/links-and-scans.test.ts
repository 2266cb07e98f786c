/** What the screens ask about tickets: the demonstration, which runs hang on them, and what a scanned code means. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HeadlessStation } from '../../station/compose/headless.ts';
import { resolveScan } from '../../station/tickets/scan.ts';
import { type Desk, openDesk } from '../support/open-desk.ts';

const seed = Number(process.env.OHMSTEAD_SEED ?? 20260105);
const phone = { brand: 'Acme', model: 'One', serial: 'AC-77', imei: '490154203237518', fault: 'drains fast' };

let desk: Desk;
let station: HeadlessStation;

beforeEach(() => {
  desk = openDesk();
  station = desk.station;
});
afterEach(() => desk.close());

describe('tickets and their runs', () => {
  it('the demonstration ticket is made once, whoever asks for it in whatever language', async () => {
    const { number } = await station.call('ticket/demonstration', {});
    expect(await station.call('ticket/demonstration', { language: 'zh-TW' })).toEqual({ number });
    expect(await station.call('ticket/list', {})).toHaveLength(1);
    expect((await station.call('ticket/show', { number })).fault).toMatch(/^battery/);
  });

  it.each([
    ['en', /^battery drains fast/],
    ['zh-CN', /电池/],
    ['zh-TW', /電池/],
  ] as const)(
    'the fault of the demonstration ticket is told in the language of the person (%s)',
    async (language, words) => {
      const { number } = await station.call('ticket/demonstration', { language });
      const { fault, serial } = await station.call('ticket/show', { number });
      expect(fault).toMatch(words);
      expect(serial).toBe('DEMO-0001');
    },
  );

  it('a language that the station does not speak makes no ticket', async () => {
    const refused = station.call('ticket/demonstration', { language: 'fr' } as unknown as { language: 'en' });
    await expect(refused).rejects.toMatchObject({ code: 'input/not-one-of' });
    expect(await station.call('ticket/list', {})).toEqual([]);
  });

  it('a run moves from one ticket to another, both timelines tell, its own record stays', async () => {
    const { number: first } = await station.call('ticket/new', phone);
    const { number: second } = await station.call('ticket/new', phone);
    const run = await desk.leftRun(first);
    const link = { run, by: 'Q' };
    const refused = station.call('ticket/link', { number: second, ...link });
    await expect(refused).rejects.toMatchObject({ code: 'ticket/already-linked', params: { run, ticket: first } });
    await station.call('ticket/unlink', { number: first, ...link });
    await station.call('ticket/link', { number: second, ...link });
    expect(await station.call('run/list', { ticket: first })).toEqual([]);
    expect(await station.call('run/list', { ticket: second })).toMatchObject([{ run, ticket: first }]);
    const kinds = async (number: string) =>
      (await station.call('ticket/show', { number })).timeline.map(({ kind }) => kind);
    expect(await kinds(first)).toEqual(['opened', 'run-attached', 'run-unlinked']);
    expect(await kinds(second)).toEqual(['opened', 'run-linked']);
  });

  it('what is not there cannot be linked', async () => {
    const { number } = await station.call('ticket/new', phone);
    const refusal = (verb: 'ticket/link' | 'ticket/unlink', to: string, run: string) =>
      station.call(verb, { number: to, run, by: null }).catch((error: { code: string }) => error.code);
    const run = await desk.leftRun();
    expect(await refusal('ticket/link', number, 'RUN-1')).toBe('run/unknown');
    expect(await refusal('ticket/link', 'SR-20200101-0001', run)).toBe('ticket/unknown');
    expect(await refusal('ticket/unlink', number, run)).toBe('ticket/not-linked');
  });
});

describe('a scanned code', () => {
  const scan = async (text: string) => station.call('scan/resolve', { text });

  it.each([
    ['CMD:stop', { kind: 'command', command: 'STOP' }],
    ['ＣＭＤ：ＳＴＡＲＴ', { kind: 'command', command: 'START' }],
    ['op: 王小明 ', { kind: 'operator', name: '王小明' }],
    ['CMD:rm -rf /', { kind: 'unknown', text: 'CMD:rm -rf /' }],
    ['SR-20200101-0001', { kind: 'unknown', text: 'SR-20200101-0001' }],
    ['490154203237519', { kind: 'unknown', text: '490154203237519' }],
    ['SN: new-one', { kind: 'unit', serial: 'new-one', tickets: [] }],
    ['IMEI1: 35-209900-176148-1', { kind: 'unit', serial: '352099001761481', tickets: [] }],
    ["'; DROP TABLE ticket; --", { kind: 'unknown', text: "'; DROP TABLE ticket; --" }],
    ['\u0000\u202e\u001b[31m', { kind: 'unknown', text: '[31m' }],
    ['', { kind: 'unknown', text: '' }],
  ])('%j is %o', async (text, result) => {
    expect(await scan(text)).toEqual(result);
  });

  it('finds tickets by number, serial and IMEI, open ones first; and runs', async () => {
    const { number: old } = await station.call('ticket/new', phone);
    const { number: now } = await station.call('ticket/new', phone);
    const run = await desk.leftRun();
    expect(await scan(`${now.toLowerCase()}\r\n`)).toEqual({ kind: 'ticket', number: now });
    expect(await scan('ac-77')).toEqual({ kind: 'unit', serial: 'ac-77', tickets: [now, old] });
    await station.call('ticket/status', { number: now, status: 'returned', by: null });
    expect(await scan('４９０１５４２０３２３７５１８')).toMatchObject({ tickets: [old, now] });
    expect(await scan(run)).toEqual({ kind: 'run', run });
  });

  it('whatever is scanned, something is answered that a screen can show', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const result = resolveScan(desk.database, text);
        expect(JSON.stringify(result)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }),
      { seed, numRuns: 300 },
    );
  });
});
