/** What became of the last scan, where it is not simply a ticket that is now on the bench. */
import type { ScanResult } from '../../../station/api/history.ts';
import { printable } from '../../../station/texts/printable.ts';
import { Button } from '../../parts/button.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useBenchPage, useScans } from '../../state/bench-page.tsx';
import { benchWords } from '../../words/bench-words.ts';
import { useWords } from '../../words/words.ts';

/** Longer texts are cut for showing; the station has the whole one. */
const shownCharacters = 80;

export function ScanFound() {
  const { scans } = useBenchPage();
  const last = useScans((state) => state.last);
  const failure = useScans((state) => state.failure);
  if (failure !== null)
    return (
      <FailureNotice failure={failure}>
        <Button onPress={() => scans.clear()}>✕</Button>
      </FailureNotice>
    );
  return last === null ? null : <Found result={last.result} />;
}

function Found({ result }: { readonly result: ScanResult }) {
  const say = useWords(benchWords);
  const { place, scans } = useBenchPage();
  const take = (ticket: string) => {
    place.takeTicket(ticket);
    scans.clear();
  };
  const newTicket = <Button onPress={() => place.go({ screen: 'tickets', item: 'new' })}>{say('newTicket')}</Button>;
  switch (result.kind) {
    case 'unit':
      if (result.tickets.length === 1) return null;
      return (
        <div className="notice" role="status">
          <p className="grow foreign">
            {say(result.tickets.length === 0 ? 'noTicket' : 'severalTickets', { serial: result.serial })}
          </p>
          <div className="row wrap">
            {result.tickets.slice(0, 6).map((ticket) => (
              <Button key={ticket} onPress={() => take(ticket)}>
                <span className="digits">{printable(ticket)}</span>
              </Button>
            ))}
            {result.tickets.length === 0 ? newTicket : null}
          </div>
        </div>
      );
    case 'unknown':
      return (
        <div className="notice warn" role="alert">
          <p className="grow foreign">
            {say('unknown', { text: result.text.slice(0, shownCharacters) })} {say('unknownHow')}
          </p>
          {newTicket}
        </div>
      );
    case 'operator':
      return <Told words={say('operatorNow', { name: result.name })} />;
    case 'command':
      return result.command === 'START' ? null : <Told words={say('command', { command: result.command })} />;
    default:
      return null;
  }
}

function Told({ words }: { readonly words: string }) {
  return (
    <p className="notice foreign" role="status">
      {words}
    </p>
  );
}
