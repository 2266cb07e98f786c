/** The verdict of a rehearsed run as the station words it. */
import { printable } from '../../../station/texts/printable.ts';
import { type AnyVerdict, VerdictMark, verdictShapes } from '../../parts/verdict-mark.tsx';

/** A verdict of a later station that this page does not know is shown as it comes. */
export function VerdictText({ verdict }: { readonly verdict: string }) {
  if (Object.hasOwn(verdictShapes, verdict)) return <VerdictMark verdict={verdict as AnyVerdict} />;
  return <span className="badge foreign">{printable(verdict)}</span>;
}
