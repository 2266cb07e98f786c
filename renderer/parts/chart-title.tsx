/** What a chart is of, and the ways to zoom in it for who has no keyboard. */
import { partsWords } from '../words/parts-words.ts';
import { useWords } from '../words/words.ts';
import { Button } from './button.tsx';

export interface ChartTitleProps {
  readonly title: string;
  /** Everything is shown. */
  readonly isWhole: boolean;
  /** Under 1 goes nearer. */
  onZoom(factor: number): void;
  onAll(): void;
}

export function ChartTitle({ title, isWhole, onZoom, onAll }: ChartTitleProps) {
  const say = useWords(partsWords);
  return (
    <div className="row">
      <figcaption className="grow foreign">{title}</figcaption>
      <Button aria-label={say('zoomOut')} isDisabled={isWhole} onPress={() => onZoom(2)}>
        −
      </Button>
      <Button aria-label={say('zoomIn')} onPress={() => onZoom(0.5)}>
        +
      </Button>
      <Button isDisabled={isWhole} onPress={onAll}>
        {say('zoomAll')}
      </Button>
    </div>
  );
}
