/** The bar above every screen: station, operator, language, appearance, clock; banners and the ENERGISED strip below it. */
import type { Language } from '../../foundation/measurement/declaration.ts';
import type { Theme } from '../../station/api/station.ts';
import { printable } from '../../station/texts/printable.ts';
import { Choice } from '../parts/choice.tsx';
import { useBenchPage, useStation } from '../state/bench-page.tsx';
import { useNow } from '../state/now.ts';
import { changeSettings } from '../state/station-store.ts';
import { frameWords } from '../words/frame-words.ts';
import { clockText } from '../words/time-text.ts';
import { useLanguage, useWords } from '../words/words.ts';
import { Banners } from './banners.tsx';
import { EnergisedStrip } from './energised-strip.tsx';
import { UnseenVerdicts } from './unseen-verdicts.tsx';

/** Each language names itself. */
export const languageNames: readonly { readonly id: Language; readonly text: string }[] = [
  { id: 'zh-CN', text: '简体中文' },
  { id: 'zh-TW', text: '繁體中文' },
  { id: 'en', text: 'English' },
];

const themes: readonly Theme[] = ['bright', 'dark', 'contrast'];

export function TopBar() {
  const say = useWords(frameWords);
  const language = useLanguage();
  const { link, station, place } = useBenchPage();
  const settings = useStation((state) => state.settings);
  const now = useNow(5_000);
  const change = (next: Parameters<typeof changeSettings>[2]) => {
    void changeSettings(link, station, next).catch(() => undefined);
  };
  return (
    <header className="bar">
      <div className="line">
        <span className="station-name foreign one-line">{printable(settings?.name ?? 'Ohmstead')}</span>
        {settings?.simulation.on === true ? <span className="badge simulated">{say('simulation')}</span> : null}
        <span className="grow" />
        <button type="button" className="button plain" onClick={() => place.go({ screen: 'station' })}>
          <span className="quiet">{say('operator')}</span>
          <span className="foreign one-line">{printable(settings?.operator ?? say('nobody'))}</span>
        </button>
        <div className="bar-choice">
          <Choice
            hideLabel
            label={say('language')}
            value={language}
            options={languageNames}
            onChange={(chosen) => change({ language: chosen })}
          />
        </div>
        <div className="bar-choice">
          <Choice
            hideLabel
            label={say('theme')}
            value={settings?.theme ?? 'bright'}
            options={themes.map((theme) => ({ id: theme, text: say(theme) }))}
            onChange={(theme) => change({ theme })}
          />
        </div>
        <span className="clock digits">{clockText(new Date(now), language)}</span>
      </div>
      <EnergisedStrip />
      <Banners />
      <UnseenVerdicts />
    </header>
  );
}
