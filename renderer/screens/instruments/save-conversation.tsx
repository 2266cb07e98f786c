/** Keeps in a file what was said on the line, as `ohmstead decode ID --conversation` reads it. Says where it is, or why it is not. */
import { type ReactNode, useState } from 'react';
import type { Failure } from '../../../foundation/failure.ts';
import { Button } from '../../parts/button.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { shellFailure } from '../../shell/shell.ts';
import { useDoing } from '../../state/ask-station.ts';
import { useBenchPage } from '../../state/bench-page.tsx';
import { instrumentsWords } from '../../words/instruments-words.ts';
import { useWords } from '../../words/words.ts';

export interface SaveConversationProps {
  readonly address: string;
  readonly driver: string | null;
  /** Something was said. */
  readonly canBe: boolean;
  /** What else stands in its line. */
  readonly children: ReactNode;
}

export function SaveConversation({ address, driver, canBe, children }: SaveConversationProps) {
  const say = useWords(instrumentsWords);
  const { shell } = useBenchPage();
  const asking = useDoing('instrument/conversation');
  const [written, setWritten] = useState<string | null>(null);
  const [refused, setRefused] = useState<Failure | null>(null);
  const [choosing, setChoosing] = useState(false);
  const save = async () => {
    setWritten(null);
    setRefused(null);
    const file = await asking.do({ address });
    if (file === undefined || shell === undefined) return;
    setChoosing(true);
    try {
      setWritten(await shell.saveFile(file.name, file.text));
    } catch (error) {
      setRefused(shellFailure(error));
    } finally {
      setChoosing(false);
    }
  };
  return (
    <>
      <div className="row wrap console-head">
        {children}
        {shell === undefined ? null : (
          <Button isDisabled={!canBe || asking.busy || choosing} onPress={() => void save()}>
            {say('saveConversation')}
          </Button>
        )}
      </div>
      <FailureNotice failure={asking.failure ?? refused} />
      {written === null ? null : (
        <p className="notice pass foreign" role="status">
          {say('conversationSaved', { path: written, driver: driver ?? 'ID' })}
        </p>
      )}
    </>
  );
}
