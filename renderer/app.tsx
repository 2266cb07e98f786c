/** The window: language and appearance for all of it, the frame, and the screen where the person is. */
import { type ReactNode, useCallback, useEffect, useSyncExternalStore } from 'react';
import { I18nProvider } from 'react-aria-components';
import type { Language } from '../foundation/measurement/declaration.ts';
import { CloseQuestion } from './frame/close-question.tsx';
import { DataStrip } from './frame/data-strip.tsx';
import { ScanListener } from './frame/scan-listener.tsx';
import { TopBar } from './frame/top-bar.tsx';
import { Ways } from './frame/ways.tsx';
import type { ScreenSource } from './screens/screen-source.ts';
import { useBenchPage, usePlace, useStation } from './state/bench-page.tsx';
import { LanguageContext } from './words/words.ts';

export function App({ screens }: { readonly screens: ScreenSource }) {
  const { shell } = useBenchPage();
  const chosen = useStation((state) => state.settings?.language ?? null);
  const theme = useStation((state) => state.settings?.theme ?? 'bright');
  const language = chosen ?? shell?.systemLanguage ?? 'en';
  useEffect(() => {
    document.documentElement.lang = language;
    shell?.setLanguage(language);
  }, [language, shell]);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return (
    <Languages language={language}>
      <div className="frame">
        <TopBar />
        <Ways />
        <main>
          <PresentScreen screens={screens} />
        </main>
        <DataStrip />
        <CloseQuestion />
        <ScanListener />
      </div>
    </Languages>
  );
}

/** Our own words and those that the parts bring along (what a screen reader says of a list, say). */
export function Languages({ language, children }: { readonly language: Language; readonly children: ReactNode }) {
  return (
    <LanguageContext.Provider value={language}>
      <I18nProvider locale={language}>{children}</I18nProvider>
    </LanguageContext.Provider>
  );
}

function PresentScreen({ screens }: { readonly screens: ScreenSource }) {
  const screen = usePlace((state) => state.place.screen);
  const onLoaded = useCallback((listener: () => void) => screens.onLoaded(listener), [screens]);
  const Part = useSyncExternalStore(onLoaded, () => screens.part(screen));
  return Part === undefined ? <section className="screen" aria-busy="true" /> : <Part />;
}
