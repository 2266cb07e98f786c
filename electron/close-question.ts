/**
 * The window is to be closed while runs go on. Guarantees: nothing closes without an answer; the question names the runs;
 * the usual answer, and the one when there is none, is to keep running. The page asks when it can, else a native dialog.
 */
import type { Language } from '../foundation/measurement/declaration.ts';
import type { GoingRun } from '../station/compose/shell-messages.ts';
import type { CloseQuestion } from './preload-api.ts';
import { shellText } from './shell-texts.ts';

/** What a native dialog shows; `dialog.showMessageBox` takes it. */
export interface NativeQuestion {
  readonly type: 'question';
  readonly title: string;
  readonly message: string;
  readonly buttons: string[];
  readonly defaultId: number;
  readonly cancelId: number;
  readonly noLink: true;
}

export interface CloseParts {
  runs(): readonly GoingRun[];
  language(): Language;
  /** Shows the question in the page; false when no page listens. */
  askPage(question: CloseQuestion): boolean;
  /** Resolves with the number of the button. */
  askNatively(question: NativeQuestion): Promise<number>;
  /** Called once, after a yes or when nothing goes on. */
  close(): void;
}

export class ClosingWindow {
  readonly #parts: CloseParts;
  /** Who shows the question now. */
  #asked: 'page' | 'dialog' | undefined;
  #closing = false;

  constructor(parts: CloseParts) {
    this.#parts = parts;
  }

  /** The person wants to close. Returns whether the window may go at once. */
  wanted(): boolean {
    if (this.#closing) return true;
    const runs = this.#parts.runs();
    if (runs.length === 0) {
      this.#answer(true);
      return true;
    }
    const question = questionOf(runs, this.#parts.language());
    // Asked again the page shows the same question; a native dialog stands in front of everything already. A page that
    // died with the question open is followed by the dialog, or the window could not be closed any more.
    if (this.#parts.askPage(question)) this.#asked = 'page';
    else if (this.#asked !== 'dialog') this.#askNatively(question);
    return false;
  }

  /** The page's answer. One that nobody asked for is not heard. */
  answered(close: boolean): void {
    if (this.#asked !== undefined) this.#answer(close);
  }

  #askNatively({ runs }: CloseQuestion): void {
    this.#asked = 'dialog';
    const language = this.#parts.language();
    const names = runs.map(({ title, ticket }) => (ticket === null ? title : `${title} · ${ticket}`)).join('\n');
    const question: NativeQuestion = {
      type: 'question',
      title: shellText('closeTitle', language),
      message: shellText('closeQuestion', language, { runs: names }),
      buttons: [shellText('keepRunning', language), shellText('stopAndClose', language)],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    };
    this.#parts.askNatively(question).then(
      (button) => this.#answer(button === 1),
      () => this.#answer(false),
    );
  }

  #answer(close: boolean): void {
    this.#asked = undefined;
    if (!close || this.#closing) return;
    this.#closing = true;
    this.#parts.close();
  }
}

function questionOf(runs: readonly GoingRun[], language: Language): CloseQuestion {
  return { runs: runs.map(({ run, title, ticket }) => ({ run, title: title[language], ticket })) };
}
