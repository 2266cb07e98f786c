/** Restoring asks first, and begins anew only when no run goes on. */
import { useState } from 'react';
import type { BackupReport } from '../../../station/api/station.ts';
import { printable } from '../../../station/texts/printable.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useDoing } from '../../state/ask-station.ts';
import { useBenchPage, useStation } from '../../state/bench-page.tsx';
import { stationWords } from '../../words/station-words.ts';
import { useWords } from '../../words/words.ts';

export interface RestoreDialogProps {
  readonly path: string;
  onClose(): void;
}

export function RestoreDialog({ path, onClose }: RestoreDialogProps) {
  const say = useWords(stationWords);
  const { shell } = useBenchPage();
  const running = useStation((state) => state.status?.running.length ?? 0);
  const laying = useDoing('station/restore');
  const [ready, setReady] = useState<BackupReport | null>(null);
  const restore = async () => setReady((await laying.do({ path })) ?? null);
  return (
    <Dialog title={say('restoreTitle')} isOpen onDismiss={onClose}>
      <p className="digits foreign">{printable(path)}</p>
      {ready === null ? (
        <p>{say('restoreSteps')}</p>
      ) : (
        <div className="notice pass" role="status">
          ✓ {say('restoreReady', { runs: ready.runs, tickets: ready.tickets })}
        </div>
      )}
      {ready !== null && running > 0 ? <p className="notice warn">{say('relaunchRunning')}</p> : null}
      <FailureNotice failure={laying.failure} />
      <div className="row end">
        <Button onPress={onClose}>{say(ready === null ? 'cancel' : 'later')}</Button>
        {ready === null ? (
          <Button look="primary" isDisabled={laying.busy} onPress={() => void restore()}>
            {say(laying.busy ? 'restoring' : 'restoreGo')}
          </Button>
        ) : (
          <Button look="primary" isDisabled={running > 0} onPress={() => void shell?.relaunch()}>
            {say('relaunch')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
