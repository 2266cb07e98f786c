/** Instruments that a run may take and whose noted calibration is over, or cannot be as noted: said beside Start, before anything is measured. */
import { printable } from '../../../station/texts/printable.ts';
import { useAsked } from '../../state/ask-station.ts';
import { useInstruments } from '../../state/bench-page.tsx';
import { useNow } from '../../state/now.ts';
import { benchWords } from '../../words/bench-words.ts';
import { calibrationWords } from '../../words/calibration-words.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import { calibrationState } from '../instruments/calibration-state.ts';
import { nameOf } from '../instruments/instrument-groups.ts';

/** `capabilities`: what the procedure needs. One that has not been opened may be any of them. */
export function OverdueInstruments({ capabilities }: { readonly capabilities: readonly string[] }) {
  const say = useWords(benchWords);
  const sayDoubt = useWords(calibrationWords);
  const language = useLanguage();
  const now = useNow(60_000);
  const told = useInstruments((state) => state.instruments);
  // Whoever starts here may never have been on the Instruments screen; the run would look for them anyway.
  const known = useAsked('instrument/overview', { look: told === null });
  const instruments = told ?? known.value ?? [];
  const noted = instruments.flatMap((instrument) => {
    const { simulated, capability, calibration } = instrument;
    const mayServe = !simulated && (capability === null || capabilities.includes(capability));
    if (!mayServe || calibration === null) return [];
    const name = printable(nameOf(instrument, language));
    return [{ name, ...calibration, state: calibrationState(calibration, now) }];
  });
  const overdue = noted.filter(({ state }) => state === 'overdue');
  const ahead = noted.filter(({ state }) => state === 'ahead');
  if (overdue.length === 0 && ahead.length === 0) return null;
  const overdueNames = overdue.map(({ name, due }) => say('overdueOne', { name, date: due })).join(', ');
  const aheadNames = ahead.map(({ name, date }) => sayDoubt('aheadOne', { name, date })).join(', ');
  return (
    <div className="notice warn" role="status">
      <div className="foreign grow">
        {overdue.length === 0 ? null : <p>! {say('overdueInstruments', { names: overdueNames })}</p>}
        {ahead.length === 0 ? null : <p>! {sayDoubt('aheadInstruments', { names: aheadNames })}</p>}
      </div>
    </div>
  );
}
