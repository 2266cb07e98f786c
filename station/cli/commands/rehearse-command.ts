/** `ohmstead rehearse`: a procedure on virtual time and the simulated bench; with `--faults` in every way it can go wrong. */

import type { FaultOutcome } from '../../rehearsal/fault-case.ts';
import { failureText } from '../../texts/failure-text.ts';
import { type Phrase, phrase } from '../../texts/phrases.ts';
import { answerOptions, answersGiven } from '../answers.ts';
import type { Command, Surroundings } from '../command.ts';
import { type ExitCode, exitCode, exitOfVerdict } from '../exit-code.ts';
import { verdictStyle } from '../paint.ts';
import { printRecord } from '../record-output.ts';
import type { RehearsalRequest } from '../rehearsals.ts';
import { scenarioGiven, scenarioOptions } from '../scenario-options.ts';
import { procedureGiven } from './run-command.ts';

const { scenario, seed } = scenarioOptions;

export const rehearseCommand: Command = {
  words: ['rehearse'],
  operands: ['PROCEDURE'],
  does: {
    en: 'a procedure on virtual time; --faults: every instrument failing in every way at every step',
    'zh-CN': '用虚拟时间演练流程；--faults：每台仪器在每一步以各种方式失效',
    'zh-TW': '用虛擬時間演練流程；--faults：每台儀器在每一步以各種方式失效',
  },
  options: {
    faults: {
      type: 'boolean',
      help: { en: 'a table of outcomes of every fault', 'zh-CN': '列出各种故障的结果', 'zh-TW': '列出各種故障的結果' },
    },
    scenario,
    seed,
    ...answerOptions,
  },
  async run(given, surroundings) {
    const simulation = scenarioGiven(given);
    const request = {
      procedure: procedureGiven(given.operand(0)),
      scenario: simulation.scenario,
      seed: simulation.seed,
      answers: answersGiven(given),
    };
    return given.flag('faults') ? faultTable(request, surroundings) : once(request, surroundings);
  },
};

async function once(request: RehearsalRequest, surroundings: Surroundings): Promise<ExitCode> {
  const { output } = surroundings;
  const rehearsals = await surroundings.rehearsals();
  const { record, declared } = await rehearsals.rehearse(request, (entry) => output.object(entry));
  if (!output.json) printRecord(record, { ...surroundings, declared });
  return exitOfVerdict(record.verdict);
}

async function faultTable(request: RehearsalRequest, surroundings: Surroundings): Promise<ExitCode> {
  const { output, language } = surroundings;
  const outcomes: FaultOutcome[] = [];
  if (!output.json) output.note(phrase('rehearsingFaults', language));
  const rehearsals = await surroundings.rehearsals();
  const { stages, findings } = await rehearsals.rehearseFaults(request, (outcome, done, of) => {
    outcomes.push(outcome);
    output.object(outcome);
    const { instrument, fault, step, verdict } = outcome;
    const progress = `${done}/${of} ${instrument} ${fault} ${step} ${verdict}`;
    if (output.canRewrite) output.live(progress);
    else if (!output.json && worthALine(done, of)) output.note(progress);
  });
  const heading: Phrase[] = ['step', 'instrument', 'fault', 'lasting', 'verdict', 'reason'];
  output.table(
    heading.map((key) => phrase(key, language)),
    outcomes.map(({ instrument, fault, step, lasting, verdict, reason, passedByAbsence, blamedTheUnit }) => [
      stages[step]?.[language] ?? step,
      instrument,
      fault,
      phrase(lasting ? 'forEver' : 'oneMinute', language),
      {
        text: verdict,
        painted: (text) => output.paint(passedByAbsence || blamedTheUnit ? 'bad' : verdictStyle(verdict), text),
      },
      reason === null ? '' : failureText(reason, language, findings),
    ]),
  );
  const passed = outcomes.filter(({ passedByAbsence }) => passedByAbsence).length;
  const blamed = outcomes.filter(({ blamedTheUnit }) => blamedTheUnit).length;
  output.line(phrase('rehearsed', language, { outcomes: outcomes.length, passed, blamed }));
  return passed + blamed === 0 ? exitCode.done : exitCode.fail;
}

/** Where nothing can be rewritten, the first outcome and every twentieth part of the table is told. */
function worthALine(done: number, of: number): boolean {
  return done === 1 || Math.floor((20 * done) / of) > Math.floor((20 * (done - 1)) / of);
}
