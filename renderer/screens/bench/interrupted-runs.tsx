/** Runs that nobody works on, offered for resuming; the newest few in full. */
import { InterruptedRun } from '../../parts/interrupted-run.tsx';
import { useRuns, useStation } from '../../state/bench-page.tsx';
import { useProcedureWords } from '../../state/procedure-words.ts';
import type { RunView } from '../../state/runs-store.ts';

const none: readonly string[] = [];
/** More stand on the Run screen. */
const most = 3;

export function InterruptedRuns() {
  const interrupted = useStation((state) => state.status?.interrupted ?? none);
  const views = useRuns((state) => state.runs);
  const open = [...interrupted]
    .reverse()
    .flatMap((run) => views[run] ?? [])
    .filter(({ record }) => record.stoppedWall === undefined);
  return open.slice(0, most).map((view) => <Offered key={view.record.run} view={view} />);
}

function Offered({ view }: { readonly view: RunView }) {
  const { stages } = useProcedureWords(view.record.procedure.id);
  return <InterruptedRun record={view.record} stages={stages} />;
}
