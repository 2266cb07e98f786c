/** Draws a screen as the window would, over a fake station. */
import { cleanup, configure, type RenderResult, render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import type { Language } from '../../foundation/measurement/declaration.ts';
import type { Handlers } from '../../foundation/port/contract.ts';
import type { StationApi } from '../../station/api/station-api.ts';
import { App } from '../app.tsx';
import { allScreens } from '../screens/all-screens.ts';
import { type BenchPage, BenchPageProvider, benchPage } from '../state/bench-page.tsx';
import type { Place } from '../state/place-store.ts';
import { FakeStation, usualSettings } from './fake-station.ts';

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 15_000 });

export interface RenderedPage extends RenderResult {
  readonly page: BenchPage;
  readonly station: FakeStation;
  readonly user: UserEvent;
}

/** The whole window with one screen open. Call {@link unmountPages} after each test. */
export function renderPage(
  place: Place,
  answers: Partial<Handlers<StationApi>> = {},
  language: Language = 'en',
): RenderedPage {
  const page = benchPage(undefined);
  const settings = { ...usualSettings, language };
  const station = new FakeStation(page.link, { 'station/settings': () => settings, ...answers });
  page.place.go(place);
  const rendered = render(
    <BenchPageProvider page={page}>
      <App screens={allScreens} />
    </BenchPageProvider>,
  );
  return { ...rendered, page, station, user: userEvent.setup() };
}

export const unmountPages = cleanup;
