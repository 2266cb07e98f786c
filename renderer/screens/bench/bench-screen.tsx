/** Bench, the home: scan box, the unit on the bench and what to do with it; units in test and interrupted runs beside. */
import { usePlace, useStation } from '../../state/bench-page.tsx';
import { benchWords } from '../../words/bench-words.ts';
import { useWords } from '../../words/words.ts';
import { InterruptedRuns } from './interrupted-runs.tsx';
import { Procedures } from './procedures.tsx';
import { RunTiles } from './run-tiles.tsx';
import { ScanBox } from './scan-box.tsx';
import { ScanFound } from './scan-found.tsx';
import { SignInHint } from './sign-in-hint.tsx';
import { UnitBanner } from './unit-banner.tsx';
import { WaitingRuns } from './waiting-runs.tsx';
import { WaitingTickets } from './waiting-tickets.tsx';
import { Welcome } from './welcome.tsx';

export function BenchScreen() {
  const say = useWords(benchWords);
  const ticket = usePlace((state) => state.ticket);
  const welcomed = useStation((state) => state.settings?.welcomed ?? true);
  return (
    <section className="screen bench" aria-labelledby="screen-title">
      <h1 id="screen-title" className="visually-hidden">
        {say('title')}
      </h1>
      <div className="bench-panes">
        <div className="stack bench-main scroll">
          <ScanBox />
          <ScanFound />
          {welcomed ? null : <Welcome />}
          {ticket === null ? <WaitingTickets /> : <UnitOnBench key={ticket} ticket={ticket} />}
        </div>
        <div className="stack bench-side scroll">
          <SignInHint />
          <InterruptedRuns />
          <WaitingRuns />
          <RunTiles />
        </div>
      </div>
    </section>
  );
}

function UnitOnBench({ ticket }: { readonly ticket: string }) {
  return (
    <>
      <UnitBanner ticket={ticket} />
      <Procedures ticket={ticket} />
    </>
  );
}
