/** What the procedure needs and which instrument each need gets: told when there is one, to be chosen when there are several. */
import { printable } from '../../../station/texts/printable.ts';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { useAsked } from '../../state/ask-station.ts';
import { useBenchPage, useInstruments } from '../../state/bench-page.tsx';
import { useRemembered } from '../../state/remembered.ts';
import { benchWords } from '../../words/bench-words.ts';
import { useValueName } from '../../words/value-names.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import { nameOf } from '../instruments/instrument-groups.ts';
import { type Fitting, fittingInstruments } from './fitting-instruments.ts';

/** The station finds it: there is one, or the ticket tells which phone is meant. */
export const byItself = 'auto';

export interface NeededInstrumentsProps {
  /** Capability by role. */
  readonly needs: Readonly<Record<string, string>>;
  /** What was chosen, by role; `DRIVER@ADDRESS`. */
  readonly chosen: Readonly<Record<string, string>>;
  onChoose(role: string, fitting: Fitting | null): void;
}

export function NeededInstruments({ needs, chosen, onChoose }: NeededInstrumentsProps) {
  const say = useWords(benchWords);
  const told = useInstruments((state) => state.instruments);
  const known = useAsked('instrument/overview', { look: told === null });
  const drivers = useRemembered('instrument/drivers', {});
  const instruments = told ?? known.value;
  if (instruments === null || drivers.value === null) return <p className="quiet small">{say('looking')}</p>;
  const choices = drivers.value;
  return (
    <div className="needed-instruments">
      {Object.entries(needs).map(([role, capability]) => (
        <Need
          key={role}
          role={role}
          fitting={fittingInstruments(capability, instruments, choices)}
          chosen={chosen[role] ?? byItself}
          onChoose={(fitting) => onChoose(role, fitting)}
        />
      ))}
    </div>
  );
}

interface NeedProps {
  readonly role: string;
  readonly fitting: readonly Fitting[];
  readonly chosen: string;
  onChoose(fitting: Fitting | null): void;
}

function Need({ role, fitting, chosen, onChoose }: NeedProps) {
  const say = useWords(benchWords);
  const language = useLanguage();
  const name = useValueName();
  const { place } = useBenchPage();
  const label = name([role]);
  const nameIt = ({ instrument, driver }: Fitting) => {
    const { run, identity, address } = instrument;
    const called = [nameOf(instrument, language), identity?.serial].filter(Boolean).join(' ');
    const guess = instrument.driver === null ? driver : undefined;
    const inUse = run === null ? undefined : say('usedBy', { run });
    return printable([called, guess, address, inUse].filter((part) => part !== undefined).join(' · '));
  };
  const [only, ...more] = fitting;
  if (only === undefined)
    return (
      <div className="need field">
        <span className="label">{label}</span>
        <span className="row">
          <span className="grow">! {say('noneThere')}</span>
          <Button onPress={() => place.go({ screen: 'instruments' })}>{say('toInstruments')}</Button>
        </span>
      </div>
    );
  if (more.length === 0)
    return (
      <div className="need field">
        <span className="label">{label}</span>
        <span className="foreign one-line">{nameIt(only)}</span>
      </div>
    );
  return (
    <div className="need field">
      <Choice
        label={label}
        value={fitting.some(({ id }) => id === chosen) ? chosen : byItself}
        options={[
          { id: byItself, text: say('byItself') },
          ...fitting.map((one) => ({ id: one.id, text: nameIt(one) })),
        ]}
        onChange={(id) => onChoose(fitting.find((one) => one.id === id) ?? null)}
      />
    </div>
  );
}
