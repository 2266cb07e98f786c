/** Station: who works here, how it looks, whether the computer is fit for the work, and copies of everything. */
import { frameWords } from '../../words/frame-words.ts';
import { useWords } from '../../words/words.ts';
import { AboutPanel, LogsPanel } from './about-panels.tsx';
import { BackupPanel } from './backup-panel.tsx';
import { CheckPanel } from './check-panel.tsx';
import { LooksPanel } from './looks-panel.tsx';
import { OperatorPanel } from './operator-panel.tsx';
import { SimulationPanel } from './simulation-panel.tsx';

export function StationScreen() {
  const say = useWords(frameWords);
  return (
    <section className="screen station-screen" aria-labelledby="screen-title">
      <header>
        <h1 id="screen-title">{say('station')}</h1>
      </header>
      <div className="station-columns">
        <div className="stack">
          <OperatorPanel />
          <LooksPanel />
          <SimulationPanel />
        </div>
        <div className="stack">
          <CheckPanel />
          <BackupPanel />
          <LogsPanel />
          <AboutPanel />
        </div>
      </div>
    </section>
  );
}
