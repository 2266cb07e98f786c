/** What can be done with a record: verify it, export it, put it beside another. */
import { useState } from 'react';
import type { Failure } from '../../../foundation/failure.ts';
import type { VerifyReport } from '../../../station/api/station-api.ts';
import type { RunRecord } from '../../../station/record/record.ts';
import { Button } from '../../parts/button.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { shellFailure } from '../../shell/shell.ts';
import { useDoing } from '../../state/ask-station.ts';
import { useBenchPage } from '../../state/bench-page.tsx';
import { historyWords } from '../../words/history-words.ts';
import { useWords } from '../../words/words.ts';
import { OtherRunDialog } from './other-run-dialog.tsx';

export function RecordActions({ record }: { readonly record: RunRecord }) {
  const say = useWords(historyWords);
  const { shell } = useBenchPage();
  const [report, setReport] = useState<VerifyReport | undefined>(undefined);
  const [written, setWritten] = useState<string | null>(null);
  const [refused, setRefused] = useState<Failure | null>(null);
  const [choosing, setChoosing] = useState(false);
  const verify = useDoing('run/verify');
  const exporting = useDoing('run/export');
  const write = async (format: 'json' | 'csv') => {
    setWritten(null);
    setRefused(null);
    const file = await exporting.do({ run: record.run, format });
    if (file === undefined || shell === undefined) return;
    try {
      setWritten(await shell.saveFile(file.name, file.text));
    } catch (error) {
      setRefused(shellFailure(error));
    }
  };
  return (
    <div className="stack">
      <div className="row wrap">
        <Button isDisabled={verify.busy} onPress={() => void verify.do({ run: record.run }).then(setReport)}>
          {say('verify')}
        </Button>
        <Button onPress={() => setChoosing(true)}>{say('compare')}</Button>
        <Button isDisabled={exporting.busy} onPress={() => void write('json')}>
          {say('exportJson')}
        </Button>
        <Button isDisabled={exporting.busy} onPress={() => void write('csv')}>
          {say('exportCsv')}
        </Button>
      </div>
      <FailureNotice failure={verify.failure ?? exporting.failure ?? refused} />
      {written === null ? null : (
        <p className="notice pass foreign" role="status">
          {say('exported', { path: written })}
        </p>
      )}
      {report === undefined ? null : <Report report={report} />}
      {choosing ? <OtherRunDialog record={record} onClose={() => setChoosing(false)} /> : null}
    </div>
  );
}

function Report({ report }: { readonly report: VerifyReport }) {
  const say = useWords(historyWords);
  if (report.ok)
    return (
      <p className="notice pass" role="status">
        {say('verified', { n: report.entries })}
      </p>
    );
  return (
    <div className="notice fail stack" role="alert">
      {report.chainBrokenAt === null ? null : <p>{say('chainBroken', { entry: report.chainBrokenAt })}</p>}
      {report.differences.map(({ key, recorded, recomputed }) => (
        <p key={`${key} ${recorded} ${recomputed}`} className="foreign">
          {say('differs', { key, recorded, recomputed })}
        </p>
      ))}
    </div>
  );
}
