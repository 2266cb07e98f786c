/** A verdict has a word, a shape and a colour of its own, so that no one needs to see the colour. */
import type { RunSummary } from '../../station/api/station-api.ts';
import type { MeasureVerdict } from '../../station/record/verdict.ts';
import { verdictWords } from '../words/verdict-words.ts';
import { useWords } from '../words/words.ts';

export type AnyVerdict = RunSummary['verdict'] | MeasureVerdict;

export const verdictShapes: Readonly<Record<AnyVerdict, string>> = {
  PASS: '✓',
  CONDITIONAL_PASS: '≈✓',
  CONDITIONAL_FAIL: '≈✕',
  FAIL: '✕',
  INCONCLUSIVE: '?',
  STOPPED: '■',
  INTERRUPTED: '↯',
  RUNNING: '▶',
  UNSET: '—',
  INFO: 'i',
};

const uncertain: ReadonlySet<AnyVerdict> = new Set([
  'INCONCLUSIVE',
  'INTERRUPTED',
  'UNSET',
  'CONDITIONAL_PASS',
  'CONDITIONAL_FAIL',
]);

/** Which of the signal colours stands for it. */
export function verdictTone(verdict: AnyVerdict): 'pass' | 'fail' | 'warn' | 'plain' {
  if (verdict === 'PASS') return 'pass';
  if (verdict === 'FAIL') return 'fail';
  return uncertain.has(verdict) ? 'warn' : 'plain';
}

export function VerdictMark({ verdict }: { readonly verdict: AnyVerdict }) {
  const say = useWords(verdictWords);
  return (
    <span className={`badge ${verdictTone(verdict)}`}>
      <span aria-hidden="true">{verdictShapes[verdict]}</span>
      {say(verdict)}
    </span>
  );
}
