/**
 * Stop, held for 0.6 s or by Ctrl and the full stop; Emergency at once. Neither is ever refused for want of a name. Beside
 * them stands what became of each output.
 */
import { useEffect, useEffectEvent } from 'react';
import { Button } from '../../parts/button.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { HoldButton } from '../../parts/hold-button.tsx';
import { OutputsOff } from '../../parts/outputs-off.tsx';
import { useDoing } from '../../state/ask-station.ts';
import { useStation } from '../../state/bench-page.tsx';
import type { LiveRun } from '../../state/live-fold.ts';
import { runWords } from '../../words/run-words.ts';
import { useWords } from '../../words/words.ts';

export interface StopButtonsProps {
  readonly run: string;
  readonly stopping: LiveRun['stopping'];
  readonly outputs: LiveRun['outputs'];
}

export function StopButtons({ run, stopping, outputs }: StopButtonsProps) {
  const say = useWords(runWords);
  const by = useStation((state) => state.settings?.operator ?? null) ?? 'operator';
  const stop = useDoing('run/stop');
  const emergency = useDoing('run/emergency');
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!event.ctrlKey || event.code !== 'Period' || event.repeat) return;
    event.preventDefault();
    void stop.do({ run, by });
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <div className="stop-buttons">
      <HoldButton label={say('stopHold')} isDisabled={stopping !== null} onHeld={() => void stop.do({ run, by })}>
        <span className="stop-word">■ {say('stop')}</span>
        <span className="small">{say('stopKeys')}</span>
      </HoldButton>
      <Button look="danger" size="large" onPress={() => void emergency.do({ run, by })}>
        ⚡ {say('emergency')}
      </Button>
      {stopping === null ? null : (
        <p className="stop-note" role="status">
          {say(stopping.how === 'stop' ? 'stopping' : 'emergencyNow')}
        </p>
      )}
      <OutputsOff outputs={outputs} live />
      <FailureNotice failure={stop.failure ?? emergency.failure} />
    </div>
  );
}
