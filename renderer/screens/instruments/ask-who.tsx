/** Asking an instrument who it is, where that is safe: on the network and over USBTMC, and only when a person presses. */
import { useState } from 'react';
import type { NamedInstrument } from '../../../station/api/instruments.ts';
import { printable } from '../../../station/texts/printable.ts';
import { Button } from '../../parts/button.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useDoing } from '../../state/ask-station.ts';
import { instrumentsWords } from '../../words/instruments-words.ts';
import { useWords } from '../../words/words.ts';

export interface AskWhoProps {
  readonly address: string;
  readonly isDisabled: boolean;
  onNamed(named: NamedInstrument): void;
}

export function AskWho({ address, isDisabled, onNamed }: AskWhoProps) {
  const say = useWords(instrumentsWords);
  const asking = useDoing('instrument/identify');
  const [named, setNamed] = useState<NamedInstrument | null>(null);
  const ask = async () => {
    const answer = await asking.do({ address });
    setNamed(answer ?? null);
    if (answer !== undefined) onNamed(answer);
  };
  return (
    <>
      <div className="row wrap">
        <Button isDisabled={asking.busy || isDisabled} onPress={() => void ask()}>
          {say(asking.busy ? 'asking' : 'askWho')}
        </Button>
        <span className="foreign grow" role="status">
          {named === null
            ? ''
            : say(named.drivers.length === 0 ? 'saysUnknown' : 'says', { name: printable(named.answer) })}
        </span>
      </div>
      <FailureNotice failure={asking.failure} />
    </>
  );
}
