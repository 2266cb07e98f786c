/** One procedure: its limits, its course, rehearsals, source and versions. */
import { useState } from 'react';
import type { CheckFinding } from '../../../station/api/procedures.ts';
import { printable } from '../../../station/texts/printable.ts';
import { Empty } from '../../parts/empty.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { type TabPage, TabPages } from '../../parts/tab-pages.tsx';
import { useAsked, useDoing } from '../../state/ask-station.ts';
import { proceduresWords } from '../../words/procedures-words.ts';
import { useTexts, useWords } from '../../words/words.ts';
import { CoursePage } from './course-page.tsx';
import { LimitsTable } from './limits-table.tsx';
import { RehearsePage } from './rehearse-page.tsx';
import { SourcePage } from './source-page.tsx';
import { VersionsPage } from './versions-page.tsx';

type PageName = 'measures' | 'course' | 'rehearse' | 'versions' | 'source';

export function ProcedureDetail({ id }: { readonly id: string }) {
  const say = useWords(proceduresWords);
  const texts = useTexts();
  const [chosen, setChosen] = useState<PageName>('measures');
  const asked = useAsked('procedure/show', { id });
  const checking = useDoing('procedure/check');
  const [findings, setFindings] = useState<readonly CheckFinding[] | null>(null);
  const details = asked.value;
  if (details === null)
    return asked.failure === null ? <Empty title={say('loading')} /> : <FailureNotice failure={asked.failure} />;
  const check = async () => setFindings((await checking.do({ id })) ?? null);
  const pages: readonly TabPage<PageName>[] = [
    {
      id: 'measures',
      title: say('measures'),
      content: (
        <div className="panel limits-panel">
          <LimitsTable measures={details.measures} />
        </div>
      ),
    },
    { id: 'course', title: say('course'), content: <CoursePage details={details} /> },
    { id: 'rehearse', title: say('rehearse'), content: <RehearsePage details={details} /> },
    { id: 'versions', title: say('versions'), content: <VersionsPage id={id} /> },
    {
      id: 'source',
      title: say('source'),
      content: <SourcePage details={details} checking={checking} findings={findings} onCheck={() => void check()} />,
    },
  ];
  return (
    <section className="procedure-detail">
      <header className="row wrap">
        <h2 className="foreign">{texts(details.title)}</h2>
        <span className="foreign digits quiet">
          {printable(details.id)} · {say('version', { version: details.version })}
        </span>
      </header>
      <FailureNotice failure={asked.failure} />
      <TabPages label={say('pages')} pages={pages} chosen={chosen} onChoose={(page) => setChosen(page)} />
    </section>
  );
}
