/** Nobody signed in: a hint, never a hindrance. */
import { Button } from '../../parts/button.tsx';
import { useBenchPage, useStation } from '../../state/bench-page.tsx';
import { benchWords } from '../../words/bench-words.ts';
import { useWords } from '../../words/words.ts';

export function SignInHint() {
  const say = useWords(benchWords);
  const { place } = useBenchPage();
  const nobody = useStation((state) => state.settings !== null && state.settings.operator === null);
  if (!nobody) return null;
  return (
    <div className="row quiet hint">
      <span className="grow">{say('whoWorks')}</span>
      <Button look="plain" onPress={() => place.go({ screen: 'station' })}>
        {say('signIn')}
      </Button>
    </div>
  );
}
