/**
 * The folded record for people: verdict and why, every measurement with every attempt, steps, interruptions. Nothing
 * that was tried is left out.
 */
import type { Failure } from '../../foundation/failure.ts';
import type { Texts } from '../../foundation/measurement/declaration.ts';
import type { DeclaredProcedure } from '../../procedures/language/procedure.ts';
import type { MeasureAttempt, MeasureRecord, RunRecord } from '../record/record.ts';
import { calibrationText } from '../texts/calibration-text.ts';
import { failureText } from '../texts/failure-text.ts';
import { inputText } from '../texts/input-text.ts';
import { type Phrase, phrase } from '../texts/phrases.ts';
import { printable } from '../texts/printable.ts';
import { durationText, limitsText, marginText, valueText } from '../texts/value-text.ts';
import type { Surroundings } from './command.ts';
import { outputLine } from './output-lines.ts';
import { verdictStyle } from './paint.ts';
import type { Cells } from './table.ts';

export interface RecordPlace extends Pick<Surroundings, 'output' | 'language'> {
  /** Titles of stages and sentences of the procedure's own codes; their ids are shown where it is unknown. */
  readonly declared?: DeclaredProcedure | undefined;
}

type Place = RecordPlace;

export function printRecord(record: RunRecord, place: Place): void {
  const { output, language } = place;
  const title = `${textIn(record.procedure.title, place)} ${record.procedure.version}`;
  const speed = record.clock.speed === 1 ? '' : ` × ${record.clock.speed}`;
  const bench = record.simulated ? `, ${phrase('simulated', language)} (${record.scenario ?? '?'}${speed})` : '';
  output.line(output.paint('strong', printable(`${title}${bench}`)));
  output.line(printable(`${record.run} · ${record.ticket ?? phrase('none', language)} · ${record.startedWall}`));
  output.line(output.paint(verdictStyle(record.verdict), record.verdict));
  for (const reason of record.reasons) output.line(`  ${textOf(reason, place)}`);
  if (record.measures.length > 0) output.line();
  const heading = (['measure', 'attempt', 'value', 'limits', 'verdict', 'reason'] as const).map((key) =>
    phrase(key, language),
  );
  if (record.measures.length > 0)
    output.table(
      heading,
      record.measures.flatMap((measure) => measureRows(measure, place)),
    );
  printSteps(record, place);
  printInterruptions(record, place);
  printBench(record, place);
  printWaveforms(record, place);
  if (record.outputs.length > 0) output.line();
  for (const one of record.outputs)
    output.line(output.paint(one.state === 'seen-off' ? 'good' : 'bad', `  ${outputLine(one, language)}`));
  if (record.notes.length > 0) output.line();
  for (const note of record.notes) output.line(`  ${textOf(note, place)}`);
}

/** One row per attempt; one that says so when there was none. */
function measureRows(measure: MeasureRecord, place: Place): Cells[] {
  const { attempts } = measure;
  const title = textIn(measure.title, place);
  if (attempts.length === 0) return [measureRow(measure, title, '—', '—', measure.verdict, measure.reason, place)];
  const rows = attempts.map((attempt, index) =>
    measureRow(
      measure,
      title,
      String(index + 1),
      attemptText(measure, attempt, place),
      attempt.verdict,
      attempt.reason,
      place,
    ),
  );
  // "Could not decide" and "good only at last" are said after the last attempt and belong to the measurement as a whole.
  const last = attempts.at(-1);
  if (last?.verdict !== measure.verdict || last.reason !== measure.reason)
    rows.push(measureRow(measure, title, '', '', measure.verdict, measure.reason, place));
  return rows;
}

function measureRow(
  measure: MeasureRecord,
  title: string,
  attempt: string,
  value: string,
  verdict: string,
  reason: string | undefined,
  place: Place,
): Cells {
  const { output } = place;
  const why = reason === undefined ? '' : textOf({ code: reason, params: measure.params ?? {} }, place);
  return [
    title,
    { text: attempt, right: true },
    { text: value, right: true },
    limitsText(measure.limits, measure.unit),
    { text: verdict, painted: (text) => output.paint(verdictStyle(verdict), text) },
    why,
  ];
}

function attemptText(measure: MeasureRecord, attempt: MeasureAttempt, { language }: Place): string {
  if (attempt.value === null) return attempt.status;
  return valueText(attempt.value, measure.unit, measure.resolution) + marginText(attempt, measure.unit, language);
}

const stepStates = {
  running: 'stepRunning',
  done: 'stepDone',
  failed: 'stepFailed',
  undone: 'stepUndone',
} as const satisfies Record<RunRecord['steps'][number]['state'], Phrase>;

function printSteps({ steps }: RunRecord, place: Place): void {
  const { output, language, declared } = place;
  if (steps.length === 0) return;
  output.line();
  output.table(
    (['step', 'state', 'attempts', 'duration'] as const satisfies Phrase[]).map((key) => phrase(key, language)),
    steps.map((step) => [
      declared?.stages[step.name]?.[language] ?? step.name,
      phrase(stepStates[step.state], language),
      { text: String(step.attempts), right: true },
      { text: step.endedMs === undefined ? '' : durationText(step.endedMs - step.startedMs), right: true },
    ]),
  );
  for (const step of steps)
    for (const failure of step.failures) output.line(`  ${printable(step.name)}: ${textOf(failure, place)}`);
}

function printInterruptions({ interruptions }: RunRecord, { output, language }: Place): void {
  if (interruptions.length === 0) return;
  output.line();
  output.line(phrase('interruptions', language));
  for (const { cause, role, gapMs } of interruptions) {
    const gap = gapMs === null ? phrase('lengthUnknown', language) : durationText(gapMs);
    const what = role === undefined ? cause : `${cause} (${role})`;
    output.line(printable(`  ${phrase('interrupted', language, { cause: what, gap })}`));
  }
}

/** What measured, and whether its calibration held when the run began. */
function printBench({ bench, startedWall }: RunRecord, { output, language }: Place): void {
  if (bench.length > 0) output.line();
  for (const instrument of bench) {
    const { make, model, serial } = instrument.identity;
    const known = calibrationText(instrument, startedWall, language);
    const calibration = known === undefined ? '' : ` · ${known.text}`;
    const line = printable(`  ${instrument.role}: ${[make, model, serial].filter(Boolean).join(' ')}${calibration}`);
    output.line(known?.isDoubtful === true ? output.paint('bad', line) : line);
  }
}

/** How the signal came into each waveform that an oscilloscope captured. */
function printWaveforms({ waveforms = [] }: RunRecord, { output, language }: Place): void {
  for (const { entry, role, channel, input } of waveforms)
    output.line(
      printable(`  ${phrase('waveformOf', language, { entry, role, channel })} ${inputText(input, language)}`),
    );
}

function textOf(failure: Failure, { language, declared }: Place): string {
  return failureText(failure, language, declared?.findings);
}

function textIn(texts: Texts, { language }: Place): string {
  return texts[language] ?? texts.en ?? '';
}
