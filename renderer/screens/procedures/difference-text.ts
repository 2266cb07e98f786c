/** Where two versions differ, in the person's words: `measure KEY limits.hi` is "measurement KEY: upper limit". Pure. */
import { printable } from '../../../station/texts/printable.ts';
import type { proceduresWords } from '../../words/procedures-words.ts';
import type { Say } from '../../words/words.ts';

export type SayProcedures = Say<typeof proceduresWords>;

const kinds = {
  version: 'whereVersion',
  title: 'whereTitle',
  need: 'whereNeed',
  measure: 'whereMeasure',
  prompt: 'wherePrompt',
  stage: 'whereStage',
  finding: 'whereFinding',
  code: 'whereCode',
} as const;

const members = {
  'limits.lo': 'memberLo',
  'limits.hi': 'memberHi',
  'limits.warnLo': 'memberWarnLo',
  'limits.warnHi': 'memberWarnHi',
  unit: 'memberUnit',
  rule: 'memberRule',
  'rule.guard': 'memberRule',
  infoOnly: 'memberInfo',
  optional: 'memberOptional',
} as const;

const languageEnds = /^(?:(title|text)\.)?(en|zh-CN|zh-TW)$/;

/** What is not known is shown as the station says it. */
export function whereText(where: string, say: SayProcedures): string {
  const [kind = '', ...rest] = where.split(' ');
  const known = Object.hasOwn(kinds, kind) ? say(kinds[kind as keyof typeof kinds]) : undefined;
  if (known === undefined) return printable(where);
  const last = rest.at(-1) ?? '';
  const member = memberText(last, say);
  const name = printable((member === undefined ? rest : rest.slice(0, -1)).join(' '));
  return [known, name, member].filter((part) => part !== undefined && part !== '').join(' · ');
}

function memberText(member: string, say: SayProcedures): string | undefined {
  if (Object.hasOwn(members, member)) return say(members[member as keyof typeof members]);
  const language = languageEnds.exec(member);
  if (language === null) return undefined;
  return `${say(language[1] === 'title' ? 'whereTitle' : 'memberText')} (${language[2]})`;
}
