// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { renderPage, unmountPages } from '../../test-support/render-page.tsx';
import { sampleMeter as meter, overview } from '../../test-support/sample-meter.ts';

afterEach(unmountPages);

describe('the calibration note of an instrument', () => {
  it('a note about a calibration is checked before it is sent, whatever digits were typed', async () => {
    const { station, user } = renderPage(
      { screen: 'instruments' },
      { ...overview({ ...meter, calibration: null }), 'instrument/calibration': () => ({}) },
    );
    await user.click(await screen.findByRole('tab', { name: /calibration/ }));
    await user.click(await screen.findByRole('button', { name: 'Edit the note' }));
    const due = await screen.findByLabelText('Due');
    const date = screen.getByLabelText('Calibrated');
    await user.clear(date);
    await user.type(date, '２０２６/3/1');
    await user.clear(due);
    await user.type(due, '2026-02-30');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Write the date as 2027-01-31.')).toBeTruthy();
    expect(station.asked('instrument/calibration')).toEqual([]);
    await user.clear(due);
    await user.type(due, '2027-03-01');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(station.asked('instrument/calibration')).toEqual([
        { id: meter.id, note: { date: '2026-03-01', due: '2027-03-01', certificate: '', by: '' } },
      ]),
    );
  });

  it('the day it is due follows the day it was calibrated until somebody types another; a day still to come is refused', async () => {
    const { station, user } = renderPage(
      { screen: 'instruments' },
      { ...overview({ ...meter, calibration: null }), 'instrument/calibration': () => ({}) },
    );
    await user.click(await screen.findByRole('tab', { name: /calibration/ }));
    await user.click(await screen.findByRole('button', { name: 'Edit the note' }));
    const due = (await screen.findByLabelText('Due')) as HTMLInputElement;
    const date = screen.getByLabelText('Calibrated');
    await user.clear(date);
    await user.type(date, '2025-03-01');
    expect(due.value).toBe('2026-03-01');
    await user.clear(date);
    await user.type(date, '9998-01-01');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/That day is still to come/)).toBeTruthy();
    expect(station.asked('instrument/calibration')).toEqual([]);
    await user.clear(due);
    await user.type(due, '2026-01-01');
    await user.clear(date);
    await user.type(date, '2025-03-02');
    expect(due.value).toBe('2026-01-01');
  });

  it('a calibration of a day that is still to come stands out in the list and beside the note', async () => {
    const calibration = { date: '9998-01-01', due: '9999-01-01', certificate: '', by: '' };
    const { user } = renderPage({ screen: 'instruments' }, overview({ ...meter, calibration }));
    const marks = await screen.findAllByText(/CALIBRATION DATE STILL TO COME \(9998-01-01\)/);
    await user.click(await screen.findByRole('tab', { name: /calibration/ }));
    expect((await screen.findAllByText(/CALIBRATION DATE STILL TO COME/)).length).toBe(marks.length + 1);
  });
});
