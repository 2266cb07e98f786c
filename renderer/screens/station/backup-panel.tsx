/** A copy of everything, and a copy put back: what happens is said before it happens. */
import { useState } from 'react';
import type { BackupReport } from '../../../station/api/station.ts';
import { printable } from '../../../station/texts/printable.ts';
import { sizeText } from '../../../station/texts/size-text.ts';
import { Button } from '../../parts/button.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useDoing } from '../../state/ask-station.ts';
import { useBenchPage } from '../../state/bench-page.tsx';
import { stationWords } from '../../words/station-words.ts';
import { useWords } from '../../words/words.ts';
import { RestoreDialog } from './restore-dialog.tsx';

/** `ohmstead-backup-20260105-0832`: sorts by time in any folder. */
export function backupName(at: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}`;
  return `ohmstead-backup-${day}-${two(at.getHours())}${two(at.getMinutes())}`;
}

export function BackupPanel() {
  const say = useWords(stationWords);
  const { shell } = useBenchPage();
  const copying = useDoing('station/backup');
  const [saved, setSaved] = useState<BackupReport | null>(null);
  const [restoring, setRestoring] = useState<string | null>(null);
  const backup = async () => {
    const path = await shell?.chooseFile('backup-to', backupName(new Date()));
    if (path === undefined || path === null) return;
    setSaved(null);
    setSaved((await copying.do({ path })) ?? null);
  };
  const restore = async () => {
    const path = await shell?.chooseFile('restore-from');
    if (path !== undefined && path !== null) setRestoring(path);
  };
  return (
    <section className="panel stack" aria-labelledby="station-copies">
      <h2 id="station-copies">{say('copies')}</h2>
      <p className="small quiet">{say('backupWhy')}</p>
      <div className="row wrap">
        <Button look="primary" isDisabled={copying.busy} onPress={() => void backup()}>
          {say(copying.busy ? 'backingUp' : 'backup')}
        </Button>
        <Button isDisabled={copying.busy} onPress={() => void restore()}>
          {say('restore')}
        </Button>
      </div>
      {saved === null ? null : (
        <div className="notice pass" role="status">
          <div className="grow">
            <p>✓ {say('backupDone', { runs: saved.runs, tickets: saved.tickets, size: sizeText(saved.bytes) })}</p>
            <p className="small digits foreign">{printable(saved.path)}</p>
          </div>
        </div>
      )}
      <FailureNotice failure={copying.failure} />
      <p className="small quiet">{say('restoreWhy')}</p>
      {restoring === null ? null : <RestoreDialog path={restoring} onClose={() => setRestoring(null)} />}
    </section>
  );
}
