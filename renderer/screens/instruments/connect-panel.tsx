/** Connecting one instrument: with the driver that fits, or the one a person chooses where several may. */
import { useState } from 'react';
import type { Language } from '../../../foundation/measurement/declaration.ts';
import type { DriverChoice, InstrumentView } from '../../../station/api/instruments.ts';
import { modelText } from '../../../station/texts/model-text.ts';
import { printable } from '../../../station/texts/printable.ts';
import { recognisedText } from '../../../station/texts/recognised-texts.ts';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useAsked, useDoing } from '../../state/ask-station.ts';
import { instrumentsWords } from '../../words/instruments-words.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import { AskWho } from './ask-who.tsx';

/** Models named of a driver in the list; some know dozens. */
const mostModels = 3;

export function ConnectPanel({ instrument }: { readonly instrument: InstrumentView }) {
  const say = useWords(instrumentsWords);
  const language = useLanguage();
  const drivers = useAsked('instrument/drivers', {});
  const connecting = useDoing('instrument/connect');
  const { address, candidates, driver: last, sharedCable = false, mayBeAsked = false } = instrument;
  const [picked, setPicked] = useState<string | null>(null);
  const { likely, others } = offeredDrivers(drivers.value ?? [], candidates);
  const only = candidates.length === 1 && !sharedCable ? candidates[0] : undefined;
  const driver = picked ?? last ?? only ?? null;
  const chosen = drivers.value?.find(({ id }) => id === driver);
  return (
    <section className="panel stack" aria-label={say('connect')}>
      {only !== undefined ? null : (
        <p className="quiet">{say(candidates.length === 0 ? 'driverUnknown' : 'driverWhy')}</p>
      )}
      {mayBeAsked ? (
        <AskWho
          address={address}
          isDisabled={instrument.state === 'connecting'}
          onNamed={(named) => setPicked(named.drivers.length === 1 ? (named.drivers[0] ?? null) : null)}
        />
      ) : null}
      <div className="row connect-row">
        <div className="grow">
          <Choice
            label={say('driver')}
            placeholder={say('chooseDriver')}
            value={driver}
            options={[
              ...likely.map((one) => ({ id: one.id, text: driverText(one, language), group: say('driversLikely') })),
              ...others.map((one) => ({
                ...{ id: one.id, text: driverText(one, language) },
                ...(likely.length === 0 ? {} : { group: say('driversOther') }),
              })),
            ]}
            onChange={setPicked}
          />
        </div>
        <Button
          look="primary"
          isDisabled={driver === null || connecting.busy || instrument.state === 'connecting'}
          onPress={() => {
            if (driver !== null) void connecting.do({ address, driver });
          }}
        >
          {say(connecting.busy || instrument.state === 'connecting' ? 'stateConnecting' : 'connect')}
        </Button>
      </div>
      {chosen === undefined ? null : (
        <p className="small quiet foreign">{say('recognisedBy', { by: recognisedText(chosen.by, language) })}</p>
      )}
      {/* The same said once: the reason stands above already. */}
      {connecting.failure?.code === instrument.problem?.code ? null : <FailureNotice failure={connecting.failure} />}
      <FailureNotice failure={drivers.failure} />
    </section>
  );
}

/** Those that may fit first; the ids of a cable never rule out the rest, because anything may hang on an adapter. */
export function offeredDrivers(
  drivers: readonly DriverChoice[],
  candidates: readonly string[],
): { readonly likely: readonly DriverChoice[]; readonly others: readonly DriverChoice[] } {
  const isLikely = ({ id }: DriverChoice) => candidates.includes(id);
  return { likely: drivers.filter(isLikely), others: drivers.filter((one) => !isLikely(one)) };
}

function driverText({ id, models }: DriverChoice, language: Language): string {
  const named = models
    .slice(0, mostModels)
    .map((model) => modelText(model, language))
    .join(', ');
  const more = models.length > mostModels ? ` +${models.length - mostModels}` : '';
  return printable(named === '' ? id : `${named}${more} (${id})`);
}
