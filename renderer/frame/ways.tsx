/** The ways to the seven screens, by press or by Alt and a digit; how many runs go on stands at the Run way. */
import { useEffect } from 'react';
import { Button } from 'react-aria-components';
import { useBenchPage, usePlace, useStation } from '../state/bench-page.tsx';
import { screens } from '../state/place-store.ts';
import { frameWords } from '../words/frame-words.ts';
import { useWords } from '../words/words.ts';
import { ScreenIcon } from './screen-icons.tsx';

export function Ways() {
  const say = useWords(frameWords);
  const { place } = useBenchPage();
  const present = usePlace((state) => state.place.screen);
  const running = useStation((state) => state.status?.running.length ?? 0);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // By `code`: an input method or another layout does not change which key it is.
      const digit = /^Digit([1-7])$/.exec(event.code)?.[1];
      const screen = digit === undefined ? undefined : screens[Number(digit) - 1];
      if (!event.altKey || screen === undefined) return;
      event.preventDefault();
      place.go({ screen });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [place]);
  return (
    <nav className="ways" aria-label={say('ways')}>
      {screens.map((screen) => (
        <Button
          key={screen}
          className="way"
          onPress={() => place.go({ screen })}
          {...(screen === present ? { 'aria-current': 'page' as const } : {})}
        >
          <ScreenIcon screen={screen} />
          {say(screen)}
          {screen === 'run' && running > 0 ? <span className="count">{running}</span> : null}
        </Button>
      ))}
    </nav>
  );
}
