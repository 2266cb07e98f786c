/** What may be asked of an oscilloscope, checked: anything else is `instrument/bad-arguments` and nothing is sent. */
import * as v from 'valibot';
import type {
  CaptureArgs,
  ScopeMeasureArgs,
  ScopeTimebase,
  ScopeTrigger,
  ScopeVertical,
} from '../../../foundation/capability/oscilloscope.ts';
import { CodedError } from '../../../foundation/failure.ts';

const channel = v.picklist([1, 2, 3, 4]);
const finite = v.pipe(v.number(), v.finite());
const acquire = v.exactOptional(v.picklist(['new', 'held']));
const positive = v.pipe(finite, v.gtValue(0));

const schemas = {
  capture: v.strictObject({
    channel,
    record: v.exactOptional(v.picklist(['screen', 'memory'])),
    points: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    acquire,
  }),
  measure: v.strictObject({
    channel,
    what: v.picklist([
      'frequency',
      'period',
      'max',
      'min',
      'peak-to-peak',
      'mean',
      'rms',
      'duty-cycle',
      'rise-time',
      'fall-time',
    ]),
    acquire,
  }),
  timebase: v.strictObject({ secondsPerDivision: v.exactOptional(positive), delaySeconds: v.exactOptional(finite) }),
  vertical: v.strictObject({
    channel,
    voltsPerDivision: v.exactOptional(positive),
    offsetVolts: v.exactOptional(finite),
  }),
  trigger: v.strictObject({
    source: v.exactOptional(channel),
    slope: v.exactOptional(v.picklist(['rising', 'falling'])),
    levelVolts: v.exactOptional(finite),
    sweep: v.exactOptional(v.picklist(['auto', 'normal', 'single'])),
  }),
};

function checked<S extends v.GenericSchema>(verb: string, schema: S, input: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, input ?? {});
  if (result.success) return result.output;
  const argument = v.getDotPath(result.issues[0]) ?? 'args';
  throw new CodedError('instrument/bad-arguments', { verb, argument });
}

export const captureArgs = (input: unknown): CaptureArgs => checked('capture', schemas.capture, input);
export const measureArgs = (input: unknown): ScopeMeasureArgs => checked('measure', schemas.measure, input);
export const timebaseArgs = (input: unknown): Partial<ScopeTimebase> => checked('timebase', schemas.timebase, input);
export const verticalArgs = (input: unknown): Partial<ScopeVertical> & Pick<CaptureArgs, 'channel'> =>
  checked('vertical', schemas.vertical, input);
export const triggerArgs = (input: unknown): Partial<ScopeTrigger> => checked('trigger', schemas.trigger, input);
