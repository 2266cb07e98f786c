/** What goes over the wire, both ways. Follows the newest line until the person scrolls up, and again when they say so. */
import { useEffect, useRef, useState } from 'react';
import type { ConsoleLine } from '../../../station/api/instruments.ts';
import { printable } from '../../../station/texts/printable.ts';
import { Button } from '../../parts/button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { instrumentsWords } from '../../words/instruments-words.ts';
import { useWords } from '../../words/words.ts';
import { bytesText, consoleTime, hexPairs, noteText } from './console-text.ts';
import { SaveConversation } from './save-conversation.tsx';
import { useConsoleLines } from './use-console-lines.ts';

/** Pixels from the end within which the person still follows. */
const nearEnd = 40;

export interface ConsolePageProps {
  readonly address: string;
  /** The driver it is open with, or was. */
  readonly driver: string | null;
}

export function ConsolePage({ address, driver }: ConsolePageProps) {
  const say = useWords(instrumentsWords);
  const { lines, failure } = useConsoleLines(address);
  const [follows, setFollows] = useState(true);
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines are what it scrolls for.
  useEffect(() => {
    const element = list.current;
    if (element !== null && follows) element.scrollTop = element.scrollHeight;
  }, [lines, follows]);
  return (
    <div className="console stack">
      <SaveConversation address={address} driver={driver} canBe={lines.some(({ direction }) => direction !== 'note')}>
        <span className="small quiet grow">{follows ? say('following') : ''}</span>
        {follows ? null : <Button onPress={() => setFollows(true)}>{say('follow')}</Button>}
      </SaveConversation>
      <FailureNotice failure={failure} />
      {lines.length === 0 ? (
        <Empty title={say('consoleEmpty')} />
      ) : (
        <section
          ref={list}
          className="console-lines scroll"
          aria-label={say('console')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
          tabIndex={0}
          onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) =>
            setFollows(scrollHeight - scrollTop - clientHeight < nearEnd)
          }
        >
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{say('time')}</th>
                <th scope="col">{say('direction')}</th>
                <th scope="col">{say('bytes')}</th>
                <th scope="col">{say('asText')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <ConsoleRow key={line.seq} line={line} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}

const ways = {
  sent: ['→', 'consoleSent'],
  received: ['←', 'consoleReceived'],
  note: ['i', 'consoleNote'],
} as const;

function ConsoleRow({ line }: { readonly line: ConsoleLine }) {
  const say = useWords(instrumentsWords);
  const [sign, word] = ways[line.direction];
  return (
    <tr className={`console-line ${line.direction}`}>
      <td className="digits console-time">{consoleTime(line.atWall)}</td>
      <td className="console-way">
        <span aria-hidden="true">{sign}</span> {say(word)}
      </td>
      {line.direction === 'note' ? (
        <td colSpan={2} className="foreign">
          {printable(noteText(line.hex))}
        </td>
      ) : (
        <>
          <td className="digits foreign">{hexPairs(line.hex)}</td>
          <td className="digits foreign">{bytesText(line.hex)}</td>
        </>
      )}
    </tr>
  );
}
