/** The library: titles in the person's language with what each procedure needs. */
import { ListBox, ListBoxItem } from 'react-aria-components';
import type { ProcedureSummary } from '../../../station/api/station-api.ts';
import { printable } from '../../../station/texts/printable.ts';
import { useCapabilityText } from '../../parts/capability-text.ts';
import { proceduresWords } from '../../words/procedures-words.ts';
import { useTexts, useWords } from '../../words/words.ts';

export interface ProcedureListProps {
  readonly procedures: readonly ProcedureSummary[];
  readonly chosen: string | null;
  onChoose(id: string): void;
}

export function ProcedureList({ procedures, chosen, onChoose }: ProcedureListProps) {
  const say = useWords(proceduresWords);
  const texts = useTexts();
  const capability = useCapabilityText();
  return (
    <ListBox
      aria-label={say('list')}
      className="procedure-list scroll"
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={chosen === null ? [] : [chosen]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : [...keys];
        if (key !== undefined) onChoose(String(key));
      }}
    >
      {procedures.map(({ id, version, title, needs }) => (
        <ListBoxItem key={id} id={id} textValue={texts(title)} className="procedure-item">
          <strong className="foreign">{texts(title)}</strong>
          <span className="foreign digits small quiet">
            {printable(id)} · {printable(version)}
          </span>
          <span className="small quiet">
            {Object.values(needs)
              .map((kind) => capability(kind))
              .join(' · ')}
          </span>
        </ListBoxItem>
      ))}
    </ListBox>
  );
}
