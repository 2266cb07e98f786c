/** A prompt of a run, asked on a terminal until the station takes the answer. */
import { failureOf } from '../../foundation/failure.ts';
import type { Language, Texts } from '../../foundation/measurement/declaration.ts';
import { pictureFile } from '../evidence/kept-pictures.ts';
import type { EntryOf } from '../record/entry.ts';
import { failureText } from '../texts/failure-text.ts';
import { phrase } from '../texts/phrases.ts';
import type { Terminal } from './command.ts';
import type { Output } from './output.ts';

export interface QuestionPlace {
  readonly terminal: Terminal;
  readonly output: Output;
  readonly language: Language;
  /** The station's data folder, where pictures are kept. */
  readonly folder: string;
  /** Aborted when the question is no longer open. */
  readonly signal: AbortSignal;
}

/** Rejects with the signal's reason when the question is closed from elsewhere. */
export async function askOperator(
  prompt: EntryOf<'prompt'>,
  place: QuestionPlace,
  answer: (value: unknown) => Promise<unknown>,
): Promise<void> {
  const { terminal, output, language, folder, signal } = place;
  output.note(prompt.text[language]);
  if (prompt.picture !== undefined) {
    const shows = prompt.picture.shows[language];
    output.note(phrase('picture', language, { shows, path: pictureFile(folder, prompt.picture) }));
  }
  const choices = choicesOf(prompt);
  choices.forEach(([key, text], index) => {
    output.note(`  ${index + 1}  ${text[language]} (${key})`);
  });
  const mark = prompt.promptKind === 'confirm' ? `${phrase('yesOrNo', language)}> ` : '> ';
  for (;;) {
    const typed = (await terminal.question(mark, signal)).trim();
    const chosen = choices[Number(typed) - 1]?.[0] ?? typed;
    try {
      await answer(chosen);
      return;
    } catch (error) {
      const failure = failureOf(error);
      if (failure.code !== 'answer/invalid') throw error;
      output.note(`${phrase('answerAgain', language)} ${failureText(failure, language)}`);
    }
  }
}

function choicesOf(prompt: EntryOf<'prompt'>): [string, Texts][] {
  const { choices } = prompt;
  return typeof choices === 'object' && choices !== null ? Object.entries(choices as Record<string, Texts>) : [];
}
