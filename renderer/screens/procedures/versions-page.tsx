/** The versions that runs of this station have used, and two of them side by side. */
import { useState } from 'react';
import type { ProcedureVersion } from '../../../station/api/procedures.ts';
import { printable } from '../../../station/texts/printable.ts';
import { Choice } from '../../parts/choice.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useAsked } from '../../state/ask-station.ts';
import { proceduresWords } from '../../words/procedures-words.ts';
import { dateTimeText } from '../../words/time-text.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import { whereText } from './difference-text.ts';

/** Enough of a hash to tell versions apart. */
const shortHash = 12;

export function VersionsPage({ id }: { readonly id: string }) {
  const say = useWords(proceduresWords);
  const versions = useAsked('procedure/versions', { id });
  const [older, setOlder] = useState<string | null>(null);
  const [newer, setNewer] = useState<string | null>(null);
  const known = versions.value ?? [];
  const after = newer ?? known[0]?.hash;
  const before = older ?? known[1]?.hash;
  const options = known.map(({ hash, version }) => ({ id: hash, text: `${version} · ${hash.slice(0, shortHash)}` }));
  return (
    <div className="stack">
      <FailureNotice failure={versions.failure} />
      <section className="panel">
        <VersionTable versions={known} />
      </section>
      {known.length === 1 ? <p className="quiet">{say('oneVersion')}</p> : null}
      {before === undefined || after === undefined ? null : (
        <section className="panel stack" aria-label={say('compare')}>
          <h2>{say('compare')}</h2>
          <div className="two-fields">
            <Choice label={say('compareOlder')} value={before} options={options} onChange={setOlder} />
            <Choice label={say('compareNewer')} value={after} options={options} onChange={setNewer} />
          </div>
          <DifferenceTable before={before} after={after} />
        </section>
      )}
    </div>
  );
}

function VersionTable({ versions }: { readonly versions: readonly ProcedureVersion[] }) {
  const say = useWords(proceduresWords);
  const language = useLanguage();
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{say('versions')}</th>
          <th scope="col">{say('hash')}</th>
          <th scope="col">{say('firstUsed')}</th>
          <th scope="col" className="number">
            {say('runs')}
          </th>
        </tr>
      </thead>
      <tbody>
        {versions.map(({ hash, version, firstWall, runs, current }) => (
          <tr key={hash}>
            <td>
              <span className="digits foreign">{printable(version)}</span>{' '}
              {current ? <span className="badge">{say('current')}</span> : null}
            </td>
            <td className="digits">{hash.slice(0, shortHash)}</td>
            <td>{firstWall === null ? say('never') : dateTimeText(firstWall, language)}</td>
            <td className="number digits">{runs}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DifferenceTable({ before, after }: { readonly before: string; readonly after: string }) {
  const say = useWords(proceduresWords);
  const difference = useAsked('procedure/difference', { before, after });
  if (difference.failure !== null) return <FailureNotice failure={difference.failure} />;
  if (difference.value === null) return null;
  if (difference.value.length === 0) return <p className="quiet">{say('same')}</p>;
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{say('where')}</th>
          <th scope="col">{say('before')}</th>
          <th scope="col">{say('after')}</th>
        </tr>
      </thead>
      <tbody>
        {difference.value.map(({ where, before: was, after: is }) => (
          <tr key={where}>
            <th scope="row" className="foreign">
              {whereText(where, say)}
            </th>
            <td className="foreign removed">{side(where, was) ?? say('added')}</td>
            <td className="foreign added">{side(where, is) ?? say('added')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Of the code only the fingerprint can be shown, and enough of it. */
function side(where: string, text: string | null): string | null {
  if (text === null) return null;
  return printable(where === 'code' ? text.slice(0, shortHash) : text);
}
