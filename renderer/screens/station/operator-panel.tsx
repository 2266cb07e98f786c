/** Who works here: a known name or a new one, and nobody. */
import { useState } from 'react';
import { printable } from '../../../station/texts/printable.ts';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { stationWords } from '../../words/station-words.ts';
import { useWords } from '../../words/words.ts';
import { useSettings } from './use-settings.ts';

export function OperatorPanel() {
  const say = useWords(stationWords);
  const { settings, busy, failure, change } = useSettings();
  const [name, setName] = useState('');
  const operator = settings?.operator ?? null;
  const signIn = async () => {
    if (await change({ operator: name.normalize('NFKC').trim() })) setName('');
  };
  return (
    <section className="panel stack" aria-labelledby="station-who">
      <h2 id="station-who">{say('who')}</h2>
      <div className="row spread">
        <strong className="foreign signed-in">
          {operator === null ? say('nobody') : say('signedIn', { name: operator })}
        </strong>
        {operator === null ? null : (
          <Button isDisabled={busy} onPress={() => void change({ operator: null })}>
            {say('signOut')}
          </Button>
        )}
      </div>
      {settings === null || settings.operators.length === 0 ? null : (
        <Choice
          label={say('knownNames')}
          placeholder={say('knownNames')}
          value={operator}
          isDisabled={busy}
          options={settings.operators.map((known) => ({ id: known, text: printable(known) }))}
          onChange={(known) => void change({ operator: known })}
        />
      )}
      <form
        className="row field-and-button"
        onSubmit={(event) => {
          event.preventDefault();
          void signIn();
        }}
      >
        <div className="grow">
          <TextField label={say('newName')} value={name} onChange={setName} />
        </div>
        <Button type="submit" isDisabled={busy || name.trim() === ''}>
          {say('signIn')}
        </Button>
      </form>
      <p className="small quiet">{say('whoWhy')}</p>
      <FailureNotice failure={failure} />
    </section>
  );
}
