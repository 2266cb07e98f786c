/**
 * How a channel is set: shown, coupled, inverted, in which unit, behind which probe, with which scales. Guarantees that
 * amperes are never taken for volts, and that what was asked before and what was asked behind are compared word by word.
 */
import type { ScopeChannel, ScopeInput } from '../../../foundation/capability/oscilloscope.ts';
import { CodedError } from '../../../foundation/failure.ts';
import { isOn } from './commands.ts';
import type { AnsweredQuestion, InputQuestions, ScopeDialect, ScopeLink } from './dialect.ts';
import { numberInUnit } from './number-with-unit.ts';

export interface ChannelSettings {
  /** As the instrument writes it. */
  readonly unit: string | undefined;
  readonly input: Omit<ScopeInput, 'unit'>;
  /** All that was asked, in order. */
  readonly answered: readonly AnsweredQuestion[];
}

/** All that a record or a number of the channel hangs on; `scope/channel-off`. */
export async function channelSettings(
  link: ScopeLink,
  dialect: ScopeDialect,
  channel: ScopeChannel,
): Promise<ChannelSettings> {
  const answered: AnsweredQuestion[] = [];
  const asked = async (ask: string) => {
    const answer = await link.ask(ask);
    answered.push({ ask, answer });
    return answer;
  };
  if (!isOn(await asked(dialect.shown(channel)))) throw new CodedError('scope/channel-off', { channel });
  const questions = dialect.input(channel);
  await link.send(...(questions.choose ?? []));
  const unit = questions.unit === undefined ? undefined : await asked(questions.unit);
  const coupling = couplingOf(await asked(questions.coupling));
  const inverted = isInverted(await asked(questions.inverted));
  const probe = factorOf(questions, await asked(questions.probe));
  for (const ask of dialect.settingsOf(channel)) await asked(ask);
  return { unit, input: { coupling, inverted, ...(probe !== undefined && { probe }) }, answered };
}

/** How the signal came in; `scope/not-volts` where the channel is set to another unit. */
export function inVolts(channel: ScopeChannel, { unit, input }: ChannelSettings): ScopeInput {
  if (unit === undefined) return input;
  if (!/^"?V(olts?|oltage)?"?$/i.test(unit))
    throw new CodedError('scope/not-volts', { channel, unit: unit.slice(0, 40) });
  return { unit: 'V', ...input };
}

/** Whether all the answers are still the same. */
export async function isUnchanged(link: ScopeLink, answered: readonly AnsweredQuestion[]): Promise<boolean> {
  for (const { ask, answer } of answered) if ((await link.ask(ask)) !== answer) return false;
  return true;
}

/** `D1M` and `A50` are Siglent's, with the impedance; `DCREJ` is Tektronix's for a slow AC. */
const couplings: readonly (readonly [RegExp, ScopeInput['coupling']])[] = [
  [/^(DC|D1M|D50)$/i, 'dc'],
  [/^(AC|A1M|A50|DCREJ(ECT)?)$/i, 'ac'],
  [/^GND$/i, 'ground'],
];

function couplingOf(answer: string): ScopeInput['coupling'] {
  const found = couplings.find(([word]) => word.test(answer));
  if (found === undefined) throw new CodedError('instrument/unreadable', { answer: answer.slice(0, 80) });
  return found[1];
}

function isInverted(answer: string): boolean {
  if (isOn(answer)) return true;
  if (/^(0|OFF)$/i.test(answer)) return false;
  throw new CodedError('instrument/unreadable', { answer: answer.slice(0, 80) });
}

/** Only told: the volts of every make contain it already, and one that is written otherwise does not spoil them. */
function factorOf({ factorIn }: InputQuestions, answer: string): number | undefined {
  const number = numberInUnit(answer, 'count');
  const factor = factorIn?.(answer) ?? (number?.kind === 'value' ? number.value : Number.NaN);
  return Number.isFinite(factor) && factor > 0 ? factor : undefined;
}
