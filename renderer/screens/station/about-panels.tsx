/** What this is and where its data are; logs for whoever looks after the computer. */
import { type ReactNode, useState } from 'react';
import type { Failure } from '../../../foundation/failure.ts';
import { printable } from '../../../station/texts/printable.ts';
import { Button } from '../../parts/button.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { shellFailure } from '../../shell/shell.ts';
import { useAsked } from '../../state/ask-station.ts';
import { useBenchPage } from '../../state/bench-page.tsx';
import { stationWords } from '../../words/station-words.ts';
import { useWords } from '../../words/words.ts';

export function LogsPanel() {
  const say = useWords(stationWords);
  const { shell } = useBenchPage();
  const [path, setPath] = useState<string | null>(null);
  const [refused, setRefused] = useState<Failure | null>(null);
  const exportAll = async () => {
    setPath(null);
    setRefused(null);
    try {
      setPath((await shell?.exportDiagnostics()) ?? null);
    } catch (error) {
      setRefused(shellFailure(error));
    }
  };
  const openLogs = async () => {
    setRefused(null);
    await shell?.openLogs().catch((error: unknown) => setRefused(shellFailure(error)));
  };
  return (
    <section className="panel stack" aria-labelledby="station-logs">
      <h2 id="station-logs">{say('logs')}</h2>
      <p className="small quiet">{say('logsWhy')}</p>
      <div className="row wrap">
        <Button onPress={() => void exportAll()}>{say('exportDiagnostics')}</Button>
        <Button onPress={() => void openLogs()}>{say('openLogs')}</Button>
        <Button onPress={() => void shell?.toggleFullScreen()}>{say('fullScreen')}</Button>
      </div>
      <FailureNotice failure={refused} />
      {path === null ? null : (
        <p className="small foreign" role="status">
          ✓ {say('exported', { path })}
        </p>
      )}
    </section>
  );
}

export function AboutPanel() {
  const say = useWords(stationWords);
  const { shell } = useBenchPage();
  const { value: about, failure } = useAsked('station/about', {});
  const versions = shell?.versions;
  return (
    <section className="panel stack" aria-labelledby="station-about">
      <h2 id="station-about">{say('about')}</h2>
      <FailureNotice failure={failure} />
      <dl className="fact-list">
        <Fact name={say('version')}>{printable(about?.version ?? versions?.ohmstead ?? '—')}</Fact>
        <Fact name={say('dataFolder')}>{printable(about?.dataFolder ?? '—')}</Fact>
        <Fact name={say('platform')}>{printable(about?.platform ?? '—')}</Fact>
        <Fact name={say('runtime')}>
          {versions === undefined ? '' : `Electron ${versions.electron} · Chromium ${versions.chrome} · `}
          {about === null ? '—' : `Node ${about.node}`}
        </Fact>
        <Fact name={say('contract')}>{about === null ? '—' : `${about.apiVersion} · ${about.schema}`}</Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="digits foreign">{children}</dd>
    </div>
  );
}
