/**
 * Outputs that were switched off for safety, one line each: seen off, sent and never seen to work, or not sent. What was not
 * seen off is as loud as a FAIL. Nothing where nothing was made safe.
 */
import { type OutputRecord, outputSentence } from '../../station/record/fold-outputs.ts';
import { failureText } from '../../station/texts/failure-text.ts';
import { printable } from '../../station/texts/printable.ts';
import { runWords } from '../words/run-words.ts';
import { useLanguage, useWords } from '../words/words.ts';

export interface OutputsOffProps {
  readonly outputs: readonly OutputRecord[];
  /** The run goes on: what nobody has looked at yet is being looked at. */
  readonly live?: boolean;
}

export function OutputsOff({ outputs, live = false }: OutputsOffProps) {
  const say = useWords(runWords);
  const language = useLanguage();
  if (outputs.length === 0) return null;
  return (
    <ul className="outputs-off stack" aria-label={say('outputs')} role={live ? 'status' : undefined}>
      {outputs.map((output) => {
        const isBeingLooked = live && output.state === 'not-seen' && output.why === undefined;
        const text = isBeingLooked
          ? say('outputLooking', { output: output.output })
          : failureText(outputSentence(output), language);
        const isOff = output.state === 'seen-off';
        return (
          <li key={output.output} className={`foreign ${isOff || isBeingLooked ? 'small' : 'notice fail'}`}>
            <span aria-hidden="true">{isOff ? '✓' : isBeingLooked ? '…' : '⚠'}</span>
            <span>{printable(text)}</span>
          </li>
        );
      })}
    </ul>
  );
}
