/** The note about a calibration: when, until when, by which certificate, by whom. */
import { useState } from 'react';
import type { CalibrationNote } from '../../../station/api/instruments.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useAsked, useDoing } from '../../state/ask-station.ts';
import { calibrationWords } from '../../words/calibration-words.ts';
import { instrumentsWords } from '../../words/instruments-words.ts';
import { useWords } from '../../words/words.ts';
import { dayText, dayTyped } from './calibration-state.ts';

export interface CalibrationDialogProps {
  readonly id: string;
  readonly note: CalibrationNote | null;
  onClose(): void;
}

/** Labs calibrate for a year unless somebody says otherwise. */
function yearAfter(day: string): string {
  const at = new Date(`${day}T00:00:00`);
  at.setFullYear(at.getFullYear() + 1);
  return dayText(at);
}

export function CalibrationDialog({ id, note, onClose }: CalibrationDialogProps) {
  const say = useWords(instrumentsWords);
  const sayDoubt = useWords(calibrationWords);
  const saving = useDoing('instrument/calibration');
  // The station tells of the new note by its own event; asking again makes sure of it.
  const overview = useAsked('instrument/overview', { look: false });
  const today = dayText(new Date());
  const [date, setDate] = useState(note?.date ?? today);
  const [due, setDue] = useState(note?.due ?? yearAfter(today));
  const [certificate, setCertificate] = useState(note?.certificate ?? '');
  const [by, setBy] = useState(note?.by ?? '');
  const [tried, setTried] = useState(false);
  const [dueTyped, setDueTyped] = useState(note !== null);
  const clean = { date: dayTyped(date), due: dayTyped(due) };
  const dueError = clean.due === null ? 'dateWrong' : (clean.date ?? '') > clean.due ? 'dueBeforeDate' : null;
  const isAhead = clean.date !== null && clean.date > today;
  const dateError = clean.date === null ? say('dateWrong') : isAhead ? sayDoubt('dateAhead') : null;
  /** Until somebody says otherwise it is due a year after its day, whichever that is. */
  const changeDate = (text: string) => {
    setDate(text);
    const day = dayTyped(text);
    if (!dueTyped && day !== null) setDue(yearAfter(day));
  };
  const changeDue = (text: string) => {
    setDueTyped(true);
    setDue(text);
  };
  const put = async (next: CalibrationNote | null) => {
    if ((await saving.do({ id, note: next })) === undefined) return;
    overview.again();
    onClose();
  };
  const save = () => {
    setTried(true);
    if (clean.date === null || clean.due === null || dateError !== null || dueError !== null) return;
    void put({ date: clean.date, due: clean.due, certificate: certificate.trim(), by: by.trim() });
  };
  return (
    <Dialog title={say('calibration')} isOpen onDismiss={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <p className="quiet small">{say('dateForm')}</p>
        <div className="two-fields">
          <TextField
            label={say('calibrated')}
            value={date}
            onChange={changeDate}
            autoFocus
            error={tried ? dateError : null}
          />
          <TextField
            label={say('due')}
            value={due}
            onChange={changeDue}
            error={tried && dueError !== null ? say(dueError) : null}
          />
        </div>
        <TextField label={say('certificate')} value={certificate} onChange={setCertificate} />
        <TextField label={say('by')} value={by} onChange={setBy} />
        <FailureNotice failure={saving.failure} />
        <div className="row end">
          {note === null ? null : (
            <Button look="plain" onPress={() => void put(null)}>
              {say('removeNote')}
            </Button>
          )}
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button look="primary" type="submit" isDisabled={saving.busy}>
            {say('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
