/** An instrument that is not found by itself: its path or address, entered by hand. */
import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useDoing } from '../../state/ask-station.ts';
import { useBenchPage } from '../../state/bench-page.tsx';
import { instrumentsWords } from '../../words/instruments-words.ts';
import { useWords } from '../../words/words.ts';

/** As people write them; see the address forms of the bench. */
const examples = [
  ['/dev/ttyUSB0', 'addSerial'],
  ['tcp:192.168.1.20:5025', 'addTcp'],
  ['adb:R58M12ABCDE', 'addAdb'],
] as const;

export interface AddDialogProps {
  onAdded(address: string): void;
  onClose(): void;
}

export function AddDialog({ onAdded, onClose }: AddDialogProps) {
  const say = useWords(instrumentsWords);
  const { instruments } = useBenchPage();
  const adding = useDoing('instrument/add');
  const [address, setAddress] = useState('');
  const add = async () => {
    // An input method may have left full-width letters.
    const clean = address.normalize('NFKC').trim();
    const found = await adding.do({ address: clean });
    if (found === undefined) return;
    instruments.setState({ instruments: found });
    onAdded(clean);
  };
  return (
    <Dialog title={say('addTitle')} isOpen onDismiss={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <TextField label={say('addAddress')} value={address} onChange={setAddress} autoFocus spellCheck="false" />
        <ul className="examples small">
          {examples.map(([example, word]) => (
            <li key={example}>
              <code className="digits">{example}</code> <span className="quiet">{say(word)}</span>
            </li>
          ))}
        </ul>
        <FailureNotice failure={adding.failure} />
        <div className="row end">
          <Button onPress={onClose}>{say('cancel')}</Button>
          <Button look="primary" type="submit" isDisabled={adding.busy || address.trim() === ''}>
            {say('add')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
