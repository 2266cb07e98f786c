/** Instruments that a run may take and whose noted calibration is over: said beside Start, before anything is measured. */
import { printable } from '../../../station/texts/printable.ts';
import { useAsked } from '../../state/ask-station.ts';
import { useInstruments } from '../../state/bench-page.tsx';
import { useNow } from '../../state/now.ts';
import { benchWords } from '../../words/bench-words.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import { calibrationState } from '../instruments/calibration-state.ts';
import { nameOf } from '../instruments/instrument-groups.ts';

/** `capabilities`: what the procedure needs. One that has not been opened may be any of them. */
export function OverdueInstruments({ capabilities }: { readonly capabilities: readonly string[] }) {
  const say = useWords(benchWords);
  const language = useLanguage();
  const now = useNow(60_000);
  const told = useInstruments((state) => state.instruments);
  // Whoever starts here may never have been on the Instruments screen; the run would look for them anyway.
  const known = useAsked('instrument/overview', { look: told === null });
  const instruments = told ?? known.value ?? [];
  const names = instruments.flatMap((instrument) => {
    const { simulated, capability, calibration } = instrument;
    const mayServe = !simulated && (capability === null || capabilities.includes(capability));
    if (!mayServe || calibration === null || calibrationState(calibration, now) !== 'overdue') return [];
    return [say('overdueOne', { name: printable(nameOf(instrument, language)), date: calibration.due })];
  });
  if (names.length === 0) return null;
  return (
    <div className="notice warn" role="status">
      <p className="foreign grow">! {say('overdueInstruments', { names: names.join(', ') })}</p>
    </div>
  );
}
