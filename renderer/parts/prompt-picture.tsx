/**
 * The picture beside a question, which a press or Enter enlarges. Guarantees: what it shows is said in the person's
 * language for whoever cannot see it, and in its place when the picture itself cannot be had.
 */
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { ShownPicture } from '../../station/record/entry.ts';
import { printable } from '../../station/texts/printable.ts';
import { useStation } from '../state/bench-page.tsx';
import { partsWords } from '../words/parts-words.ts';
import { useTexts, useWords } from '../words/words.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

export interface PromptPictureProps {
  readonly picture: ShownPicture;
  /** A thumbnail instead of the large one. */
  readonly small?: boolean;
}

export function PromptPicture({ picture, small = false }: PromptPictureProps) {
  const say = useWords(partsWords);
  const texts = useTexts();
  const [large, setLarge] = useState(false);
  const [lost, setLost] = useState(false);
  const address = usePictureAddress(picture);
  const shows = texts(picture.shows);
  if (lost)
    return (
      <p className="picture-lost">
        {say('pictureLost')} <span className="foreign">{shows}</span>
      </p>
    );
  return (
    <>
      <AriaButton
        className={small ? 'picture small-picture' : 'picture'}
        aria-label={`${say('enlarge')}: ${shows}`}
        onPress={() => setLarge(true)}
      >
        <img src={address} alt={shows} onError={() => setLost(true)} />
        <span className="picture-hint" aria-hidden="true">
          ⤢ {say('enlarge')}
        </span>
      </AriaButton>
      <Dialog title={say('picture')} isOpen={large} onDismiss={() => setLarge(false)} wide>
        <img className="whole-picture" src={address} alt={shows} />
        <p className="foreign">{shows}</p>
        <div className="row">
          <Button look="primary" autoFocus onPress={() => setLarge(false)}>
            {say('closePicture')}
          </Button>
        </div>
      </Dialog>
    </>
  );
}

/** By what it holds. A drawing whose outermost element is called `dark` can tell by that that the screen is dark. */
function usePictureAddress({ sha256, file }: ShownPicture): string {
  const theme = useStation(({ settings }) => settings?.theme ?? 'bright');
  const kind = /\.(svg|png|jpg|webp)$/.exec(file)?.[1] ?? 'svg';
  return `/picture/${encodeURIComponent(printable(sha256))}.${kind}${theme === 'bright' ? '' : '#dark'}`;
}
