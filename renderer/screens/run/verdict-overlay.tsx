/**
 * The verdict over everything. Guarantees: it comes only after the end of the run is stored and folded; it names what
 * failed and by how much, and outputs that were not seen off; only a PASS closes by itself, and any key or touch keeps it.
 */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { RunRecord } from '../../../station/record/record.ts';
import type { Findings } from '../../../station/texts/failure-text.ts';
import { printable } from '../../../station/texts/printable.ts';
import { Button } from '../../parts/button.tsx';
import { OutputsOff } from '../../parts/outputs-off.tsx';
import { reasonText } from '../../parts/reason-text.ts';
import { verdictShapes, verdictTone } from '../../parts/verdict-mark.tsx';
import { playVerdict } from '../../parts/verdict-sound.ts';
import { useBenchPage } from '../../state/bench-page.tsx';
import { runWords } from '../../words/run-words.ts';
import { verdictWords } from '../../words/verdict-words.ts';
import { useLanguage, useTexts, useWords } from '../../words/words.ts';

import { coolDownMs } from './prompt-answer.ts';
import { StopReason } from './stop-reason.tsx';
import { VerdictMeasures } from './verdict-measures.tsx';

/** A PASS is gone after so many seconds. */
export const passSeconds = 15;

export interface VerdictOverlayProps {
  readonly record: RunRecord;
  readonly findings: Findings;
}

export function VerdictOverlay({ record, findings }: VerdictOverlayProps) {
  const say = useWords(runWords);
  const verdicts = useWords(verdictWords);
  const language = useLanguage();
  const texts = useTexts();
  const { runs, place, station } = useBenchPage();
  const { run, verdict, ticket, simulated, reasons, unit } = record;
  const shownAt = useRef(performance.now());
  // An Enter that was meant for the last question must not take a FAIL away unread.
  const close = () => {
    if (performance.now() - shownAt.current < coolDownMs) return;
    runs.seen(run, station.getState().settings?.operator ?? 'operator');
  };
  const areOff = record.outputs.every(({ state }) => state === 'seen-off');
  const closes = verdict === 'PASS' && areOff;
  const left = useCountdown(closes, () => runs.seen(run, null));
  useEffect(() => playVerdict(verdict, station.getState().settings?.sound ?? 'off'), [verdict, station]);
  const go = (next: Parameters<typeof place.go>[0]) => {
    if (performance.now() - shownAt.current < coolDownMs) return;
    close();
    place.go(next);
  };
  const judged = reasons.filter(({ code }) => !/^measure\/(fail|conditional-fail)$/.test(code));
  const who = [unit.brand, unit.model, unit.serial].filter((part) => part !== undefined).join(' ');
  return (
    <ModalOverlay className="overlay verdict-overlay" isOpen isKeyboardDismissDisabled>
      <Modal className={`verdict-modal ${verdictTone(verdict)}`}>
        <AriaDialog role="alertdialog" className="verdict-dialog">
          {simulated ? <p className="hatched verdict-simulated">{say('simulated')}</p> : null}
          <div className="verdict-word">
            <span className="verdict-shape" aria-hidden="true">
              {verdictShapes[verdict]}
            </span>
            <Heading slot="title">{verdicts(verdict)}</Heading>
          </div>
          <p className="foreign verdict-what">
            {texts(record.procedure.title)} · {printable(who)}
          </p>
          {simulated ? <p>{say('simulatedNote')}</p> : null}
          <div className="verdict-why scroll">
            <OutputsOff outputs={record.outputs.filter(({ state }) => state !== 'seen-off')} />
            <VerdictMeasures measures={record.measures} />
            <ul className="sentences">
              {judged.map((failure, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list of a record never changes.
                <li key={index} className="foreign">
                  {reasonText(failure, record.measures, language, findings)}
                </li>
              ))}
            </ul>
            {verdict === 'STOPPED' && ticket !== null ? <StopReason run={run} ticket={ticket} /> : null}
          </div>
          <div className="row wrap">
            <Button look="primary" size="large" autoFocus onPress={() => go({ screen: 'bench' })}>
              {say('nextUnit')}
            </Button>
            {ticket === null ? null : (
              <Button size="large" onPress={() => go({ screen: 'tickets', item: ticket })}>
                {say('toTicket')}
              </Button>
            )}
            <Button size="large" onPress={close}>
              {say('showRun')}
            </Button>
            {closes ? <ClosesIn seconds={left} /> : null}
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Keeps its place once it no longer counts: buttons that moved under a finger would not be pressed by it. */
function ClosesIn({ seconds }: { readonly seconds: number | null }) {
  const say = useWords(runWords);
  const n = String(seconds ?? passSeconds).padStart(2, '\u2007');
  return <span className={seconds === null ? 'digits unseen' : 'digits'}>{say('closesIn', { n })}</span>;
}

/** Seconds until it closes; null once somebody has touched anything, and for what never closes by itself. */
function useCountdown(closes: boolean, close: () => void): number | null {
  const [left, setLeft] = useState<number | null>(closes ? passSeconds : null);
  const over = useEffectEvent(close);
  useEffect(() => {
    const keep = () => setLeft(null);
    // Before any button takes it for itself: a press that came too soon to count is somebody at the bench all the same.
    window.addEventListener('keydown', keep, true);
    window.addEventListener('pointerdown', keep, true);
    return () => {
      window.removeEventListener('keydown', keep, true);
      window.removeEventListener('pointerdown', keep, true);
    };
  }, []);
  useEffect(() => {
    if (left === null) return;
    if (left <= 0) {
      over();
      return;
    }
    const timer = setTimeout(() => setLeft(left - 1), 1_000);
    return () => clearTimeout(timer);
  }, [left]);
  return left;
}
