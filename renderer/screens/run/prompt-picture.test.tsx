// @vitest-environment happy-dom
/** The picture beside a question: said in words, enlarged by a press or Enter, which answers nothing. */
import { act, fireEvent, screen, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, expect, it } from 'vitest';
import type { Language } from '../../../foundation/measurement/declaration.ts';
import { three } from '../../../station/texts/three.ts';
import { calmStatus } from '../../test-support/fake-station.ts';
import { renderPage, unmountPages } from '../../test-support/render-page.tsx';
import { asks, begin, journalOf } from '../../test-support/run-entries.ts';
import { coolDownMs } from './prompt-answer.ts';

afterEach(unmountPages);

const run = 'RUN-20260301-0001';
const sha256 = 'c0ffee'.padEnd(64, '0');
const shows = three('Red probe on plus', '红表笔接正极', '紅色探棒接正極');
const pictured = { ...asks, picture: { file: 'pictures/probes.svg', shows, sha256 } };

async function opened(language: Language = 'en') {
  const answers: unknown[] = [];
  const page = renderPage(
    { screen: 'run', item: run },
    {
      'station/status': () => ({ ...calmStatus, running: [run] }),
      'run/entries': ({ from }) => journalOf(run, [begin(), pictured]).filter(({ i }) => i >= from),
      'run/answer': ({ value }) => {
        answers.push(value);
        return {};
      },
    },
    language,
  );
  const name = new RegExp(shows[language]);
  return { ...page, answers, button: await screen.findByRole('button', { name }) };
}

const wait = (ms: number) => act(() => new Promise((resolve) => setTimeout(resolve, ms)));

it.each(['en', 'zh-CN', 'zh-TW'] as const)('stands there with its words in %s', async (language) => {
  const { container, button } = await opened(language);
  const image = within(button).getByAltText(shows[language]);
  expect(image.getAttribute('src')).toBe(`/picture/${sha256}.svg`);
  expect((await axe.run(container)).violations).toEqual([]);
});

it('Enter on it enlarges it and answers nothing; closing it leads back to the question', async () => {
  const { answers, button, user } = await opened();
  await wait(coolDownMs + 20);
  act(() => button.focus());
  await user.keyboard('{Enter}');
  const dialog = await screen.findByRole('dialog', { name: 'Picture' });
  expect(within(dialog).getByAltText(shows.en)).toBeTruthy();
  await wait(120);
  expect(answers).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Close the picture' }));
  await screen.findByRole('button', { name: /Yes/ });
  expect(screen.queryByRole('dialog', { name: 'Picture' })).toBeNull();
});

it('is asked for with the mark of a dark screen', async () => {
  const { button, station, page } = await opened();
  const { settings } = page.station.getState();
  act(() => station.tell('settings', { ...settings, theme: 'dark' } as never));
  await wait(30);
  expect(within(button).getByAltText(shows.en).getAttribute('src')).toBe(`/picture/${sha256}.svg#dark`);
});

it('that cannot be had is told in words', async () => {
  const { button } = await opened();
  fireEvent.error(within(button).getByAltText(shows.en));
  expect((await screen.findByText(/cannot be shown/)).textContent).toContain('Red probe on plus');
});
