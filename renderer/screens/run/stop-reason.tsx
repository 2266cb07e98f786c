/** Why somebody has stopped it, asked afterwards and kept as a note of the ticket. */
import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useDoing } from '../../state/ask-station.ts';
import { useStation } from '../../state/bench-page.tsx';
import { runWords } from '../../words/run-words.ts';
import { useWords } from '../../words/words.ts';

export function StopReason({ run, ticket }: { readonly run: string; readonly ticket: string }) {
  const say = useWords(runWords);
  const by = useStation((state) => state.settings?.operator ?? null);
  const note = useDoing('ticket/note');
  const [why, setWhy] = useState('');
  const [saved, setSaved] = useState(false);
  if (saved) return <p role="status">{say('reasonSaved')}</p>;
  const save = async () => {
    const kept = await note.do({ number: ticket, text: say('reasonNote', { run, why }), by });
    if (kept !== undefined) setSaved(true);
  };
  return (
    <form
      className="row prompt-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (why.trim() !== '') void save();
      }}
    >
      <div className="grow">
        <TextField
          label={say('stopReason')}
          placeholder={say('stopReasonHint')}
          value={why}
          onChange={setWhy}
          maxLength={2_000}
        />
      </div>
      <Button type="submit" isDisabled={note.busy || why.trim() === ''}>
        {say('saveReason')}
      </Button>
      <FailureNotice failure={note.failure} />
    </form>
  );
}
