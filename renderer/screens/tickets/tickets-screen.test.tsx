// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { CodedError } from '../../../foundation/failure.ts';
import type { TicketDetails, TicketSummary } from '../../../station/api/ticket.ts';
import { renderPage, unmountPages } from '../../test-support/render-page.tsx';

afterEach(unmountPages);

const hostile = `<img src=x onerror="alert(1)">\u202e${'W'.repeat(200)}`;
const summary = (number: string, more: Partial<TicketSummary> = {}): TicketSummary => ({
  number,
  openedWall: '2026-11-20T08:00:00.000Z',
  brand: 'Acme',
  model: 'One',
  fault: 'battery drains fast',
  faultBegan: '',
  priority: 'P3',
  warranty: 'unknown',
  status: 'new',
  runs: 0,
  ...more,
});
const details = (more: Partial<TicketDetails> = {}): TicketDetails => ({
  ...summary('SR-20261120-0001'),
  timeline: [{ atWall: '2026-11-20T08:00:00.000Z', kind: 'opened', body: {} }],
  runsDetail: [],
  beforeAfter: [],
  ...more,
});

describe('the Tickets screen', () => {
  it('lists the most urgent first and hides what is closed until it is asked for', async () => {
    const tickets = [
      summary('SR-20261120-0001'),
      summary('SR-20261120-0002', { priority: 'P1' }),
      summary('SR-20261120-0003', { status: 'returned' }),
    ];
    const { user } = renderPage({ screen: 'tickets' }, { 'ticket/list': () => tickets });
    await screen.findByText('SR-20261120-0001');
    expect(screen.getAllByRole('option').map((row) => row.textContent?.slice(0, 2))).toEqual(['P1', 'P3']);
    await user.type(screen.getByLabelText('Search tickets'), '0002');
    expect(screen.getAllByRole('option')).toHaveLength(1);
    await user.type(screen.getByLabelText('Search tickets'), ' nowhere');
    expect(screen.getByText('No ticket fits what you are looking for.')).toBeTruthy();
  });

  it('says why it is empty and gives a demonstration ticket', async () => {
    const answers = {
      'ticket/demonstration': () => ({ number: 'SR-20261120-0001' }),
      'ticket/show': () => details(),
    };
    const { user, page, station } = renderPage({ screen: 'tickets' }, answers);
    await user.click(await screen.findByRole('button', { name: 'Demonstration ticket' }));
    await screen.findByRole('article', { name: 'SR-20261120-0001' });
    expect(station.asked('ticket/demonstration')).toEqual([{ language: 'en' }]);
    expect(page.place.getState().place.item).toBe('SR-20261120-0001');
  });

  it('keeps what was typed when the station refuses a new ticket, and sends only what was filled in', async () => {
    let refuse = true;
    const answers = {
      'ticket/new': () => {
        if (refuse) throw new CodedError('input/imei', { field: 'imei' });
        return { number: 'SR-20261120-0001' };
      },
      'ticket/show': () => details(),
    };
    const { user, station } = renderPage({ screen: 'tickets', item: 'new' }, answers);
    await user.click(await screen.findByRole('button', { name: 'Open the ticket' }));
    expect(station.asked('ticket/new')).toEqual([]);
    expect(screen.getAllByText('This is needed.')).toHaveLength(3);
    await user.type(screen.getByLabelText(/^Make/), 'Acme');
    await user.type(screen.getByLabelText(/^Model/), 'One');
    await user.type(screen.getByLabelText(/^Fault/), 'no sound');
    await user.click(screen.getByRole('button', { name: 'Open the ticket' }));
    await screen.findByText('input/imei');
    expect((screen.getByLabelText(/^Make/) as HTMLInputElement).value).toBe('Acme');
    refuse = false;
    await user.click(screen.getByRole('button', { name: 'Open the ticket' }));
    await screen.findByRole('article');
    const sent = { brand: 'Acme', model: 'One', fault: 'no sound', priority: 'P3', warranty: 'unknown' };
    expect(station.asked('ticket/new').at(-1)).toEqual(sent);
  });

  it('shows hostile words as text, with what turns the writing direction as its number', async () => {
    const ticket = details({ brand: hostile, fault: hostile });
    renderPage({ screen: 'tickets', item: ticket.number }, { 'ticket/show': () => ticket });
    const article = await screen.findByRole('article');
    expect(article.querySelector('img')).toBeNull();
    expect(article.textContent).toContain('<img src=x');
    expect(article.textContent).toContain('\\u{202e}');
    expect(article.textContent).not.toContain('\u202e');
  });

  it('asks for the customer’s data only when somebody wants to see them', async () => {
    const answers = { 'ticket/show': () => details(), 'ticket/contact': () => ({ phone: '+1 555 0100' }) };
    const { user, station } = renderPage({ screen: 'tickets', item: 'SR-20261120-0001' }, answers, 'zh-CN');
    await screen.findByRole('article');
    expect(station.asked('ticket/contact')).toEqual([]);
    await user.click(screen.getByRole('button', { name: '显示联系方式' }));
    expect(await screen.findByText('+1 555 0100')).toBeTruthy();
  });

  it('takes a run off the ticket only after asking, with the name of who did it', async () => {
    const runs = [
      {
        run: 'RUN-1',
        procedure: 'battery-health',
        version: '1.0.0',
        ticket: 'SR-20261120-0001',
        startedWall: '2026-11-20T09:00:00.000Z',
        verdict: 'FAIL' as const,
        simulated: true,
        measures: [],
      },
    ];
    const answers = { 'ticket/show': () => details({ runsDetail: runs }), 'ticket/unlink': () => ({}) };
    const { user, station } = renderPage({ screen: 'tickets', item: 'SR-20261120-0001' }, answers);
    await user.click(await screen.findByRole('button', { name: 'Unlink RUN-1' }));
    expect(station.asked('ticket/unlink')).toEqual([]);
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Unlink' }));
    const wanted = { number: 'SR-20261120-0001', run: 'RUN-1', by: 'QA-7' };
    await waitFor(() => expect(station.asked('ticket/unlink')).toEqual([wanted]));
  });

  it('puts the unit of a ticket on the bench', async () => {
    const { user, page } = renderPage(
      { screen: 'tickets', item: 'SR-20261120-0001' },
      { 'ticket/show': () => details() },
    );
    await user.click(await screen.findByRole('button', { name: 'Put on the bench' }));
    expect(page.place.getState()).toMatchObject({ ticket: 'SR-20261120-0001', place: { screen: 'bench' } });
  });
});
