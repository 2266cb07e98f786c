/** Whether the calibration holds, in one mark; nothing where nothing was noted. */
import type { CalibrationNote } from '../../../station/api/instruments.ts';
import { useNow } from '../../state/now.ts';
import { calibrationWords } from '../../words/calibration-words.ts';
import { instrumentsWords } from '../../words/instruments-words.ts';
import { useWords } from '../../words/words.ts';
import { calibrationState } from './calibration-state.ts';

export function CalibrationBadge({ calibration }: { readonly calibration: CalibrationNote | null }) {
  const say = useWords(instrumentsWords);
  const sayDoubt = useWords(calibrationWords);
  const state = calibrationState(calibration, useNow(60_000));
  if (calibration === null) return null;
  const params = { date: calibration.due };
  if (state === 'overdue') return <span className="badge fail">! {say('overdue')}</span>;
  if (state === 'ahead') return <span className="badge fail">! {sayDoubt('ahead', { date: calibration.date })}</span>;
  if (state === 'soon') return <span className="badge warn">{say('dueSoon', params)}</span>;
  return <span className="badge">{say('calibrationOk', params)}</span>;
}
