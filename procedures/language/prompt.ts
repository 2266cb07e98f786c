/** Declarations of what a procedure may ask the operator. All texts are known before the run, in three languages. */
import type { Unit } from '../../foundation/measurement/unit.ts';
import type { DeclaredPicture, Pictured } from './picture.ts';
import type { Quantity } from './quantity.ts';
import type { Texts } from './texts.ts';

export interface ConfirmPrompt extends Pictured {
  readonly kind: 'confirm';
  readonly text: Texts;
}
export interface ChoosePrompt<K extends string = string> extends Pictured {
  readonly kind: 'choose';
  readonly text: Texts;
  readonly options: Readonly<Record<K, Texts>>;
  /** What the simulated technician chooses; the first option unless said. */
  readonly simulated?: K;
}
export interface NumberPrompt<U extends Unit = Unit> extends Pictured {
  readonly kind: 'number';
  readonly text: Texts;
  readonly unit: U;
  readonly low?: number;
  readonly high?: number;
}
export interface TextPrompt extends Pictured {
  readonly kind: 'text' | 'scan';
  readonly text: Texts;
  /** What the simulated technician answers; `SIMULATED` unless said. */
  readonly simulated?: string;
}

export type PromptDeclaration = ConfirmPrompt | ChoosePrompt | NumberPrompt | TextPrompt;
/** A prompt as the station reads it out of a bundle. */
export type DeclaredPrompt = PromptDeclaration & Pictured<DeclaredPicture>;

/** What the answer to a prompt is: a typed number has a unit and a journal entry like any reading. */
export type AnswerOf<P> = P extends ConfirmPrompt
  ? boolean
  : P extends ChoosePrompt<infer K>
    ? K
    : P extends NumberPrompt<infer U>
      ? Quantity<U>
      : string;

/** Begins the declaration of a prompt of the kind of its name; each may have a `picture` beside it. */
export const prompt = {
  confirm: (text: Texts, more: Pictured = {}): ConfirmPrompt => ({ kind: 'confirm', text, ...more }),
  choose: <K extends string>(
    text: Texts,
    options: Readonly<Record<K, Texts>>,
    more: { readonly simulated?: NoInfer<K> } & Pictured = {},
  ): ChoosePrompt<K> => ({ kind: 'choose', text, options, ...more }),
  /** A number read off by eye or typed in, within `low` and `high` where given, in `unit`. */
  number: <U extends Unit>(
    text: Texts,
    bounds: { readonly unit: U; readonly low?: number; readonly high?: number } & Pictured,
  ): NumberPrompt<U> => ({ kind: 'number', text, ...bounds }),
  text: (text: Texts, options: { readonly simulated?: string } & Pictured = {}): TextPrompt => ({
    kind: 'text',
    text,
    ...options,
  }),
  /** A bar code or QR code. */
  scan: (text: Texts, options: { readonly simulated?: string } & Pictured = {}): TextPrompt => ({
    kind: 'scan',
    text,
    ...options,
  }),
} as const;
