/** The field for codes: what is typed into it is looked up; what a scanner types comes through whether it has the focus or not. */
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useBenchPage, useScans } from '../../state/bench-page.tsx';
import { benchWords } from '../../words/bench-words.ts';
import { useWords } from '../../words/words.ts';

export function ScanBox() {
  const say = useWords(benchWords);
  const { scans } = useBenchPage();
  const asking = useScans((state) => state.asking);
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  // Whatever was scanned or sent is not text to go on with.
  useEffect(() => {
    if (asking) setText('');
  }, [asking]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') void scans.scan(text);
  };
  return (
    <form className="row scan-box" data-scan-box="" onSubmit={submit}>
      <div className="grow">
        <TextField
          label={say('scan')}
          value={text}
          onChange={setText}
          maxLength={400}
          inputRef={field}
          autoComplete="off"
          spellCheck="false"
        />
      </div>
      <Button type="submit" look="primary" size="large" keyName="Enter" isDisabled={asking}>
        {say('take')}
      </Button>
    </form>
  );
}
