/** Language, appearance, sound and the station's own name. */
import { useEffect, useState } from 'react';
import type { StationSettings, Theme } from '../../../station/api/station.ts';
import { languageNames } from '../../frame/top-bar.tsx';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { stationWords } from '../../words/station-words.ts';
import { useWords } from '../../words/words.ts';
import { type Settings, useSettings } from './use-settings.ts';

const themes: readonly Theme[] = ['bright', 'dark', 'contrast'];
const sounds = { off: 'soundOff', low: 'soundLow', high: 'soundHigh' } as const;
/** A choice of its own, as a list has no empty one. */
const asComputer = 'as-computer';

export function LooksPanel() {
  const say = useWords(stationWords);
  const known = useSettings();
  const { settings, failure, change } = known;
  return (
    <section className="panel stack" aria-labelledby="station-looks">
      <h2 id="station-looks">{say('looks')}</h2>
      <div className="three-fields">
        <Choice
          label={say('language')}
          value={settings?.language ?? asComputer}
          options={[{ id: asComputer, text: say('asComputer') }, ...languageNames]}
          onChange={(chosen) => void change({ language: chosen === asComputer ? null : chosen })}
        />
        <Choice
          label={say('theme')}
          value={settings?.theme ?? 'bright'}
          options={themes.map((theme) => ({ id: theme, text: say(theme) }))}
          onChange={(theme) => void change({ theme })}
        />
        <Choice
          label={say('sound')}
          value={settings?.sound ?? 'off'}
          options={(Object.keys(sounds) as StationSettings['sound'][]).map((id) => ({ id, text: say(sounds[id]) }))}
          onChange={(sound) => void change({ sound })}
        />
      </div>
      <StationName known={known} />
      <FailureNotice failure={failure} />
    </section>
  );
}

function StationName({ known: { settings, busy, change } }: { readonly known: Settings }) {
  const say = useWords(stationWords);
  const kept = settings?.name ?? '';
  const [name, setName] = useState(kept);
  useEffect(() => setName(kept), [kept]);
  return (
    <form
      className="row field-and-button"
      onSubmit={(event) => {
        event.preventDefault();
        void change({ name: name.trim() });
      }}
    >
      <div className="grow">
        <TextField label={say('stationName')} value={name} onChange={setName} />
      </div>
      <Button type="submit" isDisabled={busy || name.trim() === '' || name.trim() === kept}>
        {say('save')}
      </Button>
    </form>
  );
}
