/** Closing the window during a run, and keeping the computer awake for it. */
import { describe, expect, it } from 'vitest';
import { type Language, languages } from '../foundation/measurement/declaration.ts';
import type { GoingRun } from '../station/compose/shell-messages.ts';
import { ClosingWindow, type NativeQuestion } from './close-question.ts';
import { Power } from './power.ts';
import type { CloseQuestion } from './preload-api.ts';
import { languageOf, shellTexts } from './shell-texts.ts';

const run: GoingRun = {
  run: 'RUN-1',
  title: { en: 'Fast charge', 'zh-CN': '快充检测', 'zh-TW': '快充檢測' },
  ticket: 'T-7',
};

function closing(options: { runs: GoingRun[]; pageListens?: boolean; button?: number; language?: Language }) {
  const page: CloseQuestion[] = [];
  const native: NativeQuestion[] = [];
  let closed = 0;
  const window = new ClosingWindow({
    runs: () => options.runs,
    language: () => options.language ?? 'en',
    askPage: (question) => {
      if (options.pageListens) page.push(question);
      return options.pageListens === true;
    },
    askNatively: async (question) => {
      native.push(question);
      return options.button ?? 0;
    },
    close: () => (closed += 1),
  });
  return { window, page, native, closed: () => closed };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('closing the window', () => {
  it('goes at once while nothing runs', () => {
    const { window, closed } = closing({ runs: [] });
    expect([window.wanted(), window.wanted(), closed()]).toEqual([true, true, 1]);
  });

  it('during a run it asks the page, names the run, and stays until there is a yes', () => {
    const { window, page, closed } = closing({ runs: [run], pageListens: true, language: 'zh-TW' });
    expect(window.wanted()).toBe(false);
    expect(page).toEqual([{ runs: [{ run: 'RUN-1', title: '快充檢測', ticket: 'T-7' }] }]);
    window.answered(false);
    expect(closed()).toBe(0);
    window.answered(true);
    expect(closed()).toBe(0);
    window.wanted();
    window.answered(true);
    expect([closed(), window.wanted()]).toEqual([1, true]);
  });

  it.each(languages)('a page that does not listen is no way around the question (%s)', async (language) => {
    const { window, native, closed } = closing({ runs: [run], language });
    expect([window.wanted(), window.wanted()]).toEqual([false, false]);
    await settled();
    expect(native).toHaveLength(1);
    expect(native[0]?.message).toContain(run.title[language]);
    expect(native[0]?.message).toContain('T-7');
    expect(native[0]).toMatchObject({
      defaultId: 0,
      cancelId: 0,
      buttons: [shellTexts.keepRunning[language], expect.any(String)],
    });
    expect(closed()).toBe(0);
  });

  it('a page that died with the question open is followed by the dialog, and only one', async () => {
    const options = { runs: [run], pageListens: true };
    const { window, page, native } = closing(options);
    window.wanted();
    options.pageListens = false;
    expect([window.wanted(), window.wanted()]).toEqual([false, false]);
    expect([page.length, native.length]).toEqual([1, 1]);
    await settled();
  });

  it('only the second button closes', async () => {
    const { window, closed } = closing({ runs: [run], button: 1 });
    window.wanted();
    await settled();
    expect(closed()).toBe(1);
  });
});

describe('the computer’s sleep', () => {
  it('is held off from the first run to the end of the last, and its coming is told to the station', () => {
    const listeners = new Map<string, () => void>();
    const blocks: string[] = [];
    const told: string[] = [];
    const power = new Power({
      blocker: { start: (type) => blocks.push(type), stop: (id) => blocks.push(`stop ${id}`) > 0 },
      monitor: { on: (event: string, listener: () => void) => listeners.set(event, listener) } as never,
      tellStation: (event) => told.push(event),
      log: () => undefined,
    });
    for (const count of [0, 1, 2, 1, 0, 0]) power.runsGoOn(count);
    expect(blocks).toEqual(['prevent-app-suspension', 'stop 1']);
    expect(power.held).toBe(false);
    listeners.get('suspend')?.();
    listeners.get('resume')?.();
    expect(told).toEqual(['suspend', 'resume']);
  });
});

it('what the shell says is there in all three languages, and the session’s language is found', () => {
  for (const [name, text] of Object.entries(shellTexts))
    for (const language of languages)
      expect([name, language, text[language].length > 0]).toEqual([name, language, true]);
  expect(shellTexts.openFolder).toMatchObject({ 'zh-CN': '打开文件夹', 'zh-TW': '開啟資料夾' });
  expect(languageOf(['zh-Hant-TW', 'en'])).toBe('zh-TW');
  expect(languageOf(['zh-HK'])).toBe('zh-TW');
  expect(languageOf(['de-DE', 'zh-CN'])).toBe('zh-CN');
  expect(languageOf(['de-DE'])).toBe('en');
});
