/** For tests of the Run screen: it is open on a run of a fake station. */
import { screen } from '@testing-library/react';
import type { Language } from '../../foundation/measurement/declaration.ts';
import type { EntryDraft } from '../../station/record/entry.ts';
import { calmStatus } from './fake-station.ts';
import { renderPage } from './render-page.tsx';
import { journalOf } from './run-entries.ts';

export const run = 'RUN-20260301-0001';

/** The Run screen with a run that has come as far as `drafts`; `tell` adds to it as the station does. */
export async function opened(
  drafts: readonly EntryDraft[],
  language: Language = 'en',
  running: readonly string[] = [run],
) {
  let known = journalOf(run, drafts);
  const page = renderPage(
    { screen: 'run', item: run },
    {
      'station/status': () => ({ ...calmStatus, running }),
      'run/entries': ({ from }) => known.filter(({ i }) => i >= from),
      'run/series': () => [],
      'run/stop': () => ({}),
      'scan/resolve': ({ text }) =>
        text === 'CMD:STOP' ? { kind: 'command', command: 'STOP' } : { kind: 'unknown', text },
      'run/answer': () => ({}),
      'run/emergency': () => ({}),
      'ticket/note': () => ({}),
    },
    language,
  );
  await screen.findByRole('heading', { level: 1, name: /Small check|小检查|小檢查/ });
  const tell = (...more: readonly EntryDraft[]) => {
    const before = known.length;
    known = journalOf(run, [...drafts, ...more]);
    for (const entry of known.slice(before)) page.station.tell('entry', entry);
  };
  return { ...page, tell };
}
