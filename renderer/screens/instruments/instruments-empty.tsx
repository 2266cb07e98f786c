/** Nothing found: how instruments get here, and how to see something without any. */
import { Button } from '../../parts/button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useDoing } from '../../state/ask-station.ts';
import { useBenchPage, useStation } from '../../state/bench-page.tsx';
import { instrumentsWords } from '../../words/instruments-words.ts';
import { useWords } from '../../words/words.ts';

export function InstrumentsEmpty({ onAdd }: { onAdd(): void }) {
  const say = useWords(instrumentsWords);
  const { station } = useBenchPage();
  const settings = useStation((state) => state.settings);
  const changing = useDoing('station/change');
  const switchOn = async () => {
    if (settings === null) return;
    const next = await changing.do({ simulation: { ...settings.simulation, on: true } });
    if (next !== undefined) station.setState({ settings: next });
  };
  return (
    <Empty title={say('emptyTitle')}>
      <p className="empty-line">{say('emptyConnect')}</p>
      <p className="empty-line">{say('emptyNetwork')}</p>
      <Button onPress={onAdd}>{say('add')}</Button>
      {settings === null || settings.simulation.on ? null : (
        <>
          <p className="empty-line">{say('emptySimulated')}</p>
          <Button look="primary" isDisabled={changing.busy} onPress={() => void switchOn()}>
            {say('switchSimulationOn')}
          </Button>
        </>
      )}
      <FailureNotice failure={changing.failure} />
    </Empty>
  );
}
