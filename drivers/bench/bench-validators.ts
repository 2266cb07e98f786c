/** Checks everything that comes into the bench process; what does not fit is `bench/bad-input` and reaches no driver. */
import * as v from 'valibot';
import { CodedError } from '../../foundation/failure.ts';
import type { Validators } from '../../foundation/port/contract.ts';
import { faultNames } from '../contract/fault.ts';
import type { BenchApi } from './bench-api.ts';

const none = v.strictObject({});
const key = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const address = v.pipe(v.string(), v.minLength(1), v.maxLength(500));
const milliseconds = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(86_400_000));

const simulated = v.strictObject({
  scenario: v.string(),
  seed: v.pipe(v.number(), v.integer()),
  startLevel: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
  stateFile: v.exactOptional(v.string()),
});
const identity = v.strictObject({
  make: v.string(),
  model: v.string(),
  serial: v.exactOptional(v.string()),
  firmware: v.exactOptional(v.string()),
});
const usb = v.strictObject({ stableId: key, usbPath: v.exactOptional(key), shared: v.exactOptional(v.literal(true)) });
const place = { address, usb: v.exactOptional(usb) };
const line = v.strictObject({
  baudRate: v.pipe(v.number(), v.integer(), v.minValue(1)),
  dataBits: v.picklist([7, 8]),
  parity: v.picklist(['none', 'odd', 'even']),
  stopBits: v.picklist([1, 2]),
  dtr: v.exactOptional(v.boolean()),
  rts: v.exactOptional(v.boolean()),
  flow: v.exactOptional(v.picklist(['none', 'rts-cts', 'xon-xoff'])),
});
const hex = v.pipe(v.string(), v.regex(/^([0-9a-f]{2})+$/));
const safeTarget = v.strictObject({
  key,
  driver: v.string(),
  ...place,
  identity,
  frames: v.pipe(v.array(hex), v.minLength(1), v.maxLength(32)),
  gapMs: milliseconds,
  handBack: v.exactOptional(v.pipe(v.array(hex), v.maxLength(32))),
  worstWriteMs: v.exactOptional(milliseconds),
  line: v.exactOptional(line),
  simulated: v.exactOptional(simulated),
});

function checked<const S extends v.GenericSchema>(verb: string, schema: S): (input: unknown) => v.InferOutput<S> {
  return (input) => {
    const result = v.safeParse(schema, input);
    if (result.success) return result.output;
    const where = v.getDotPath(result.issues[0]) ?? '';
    throw new CodedError('bench/bad-input', { verb, where });
  };
}

/** One for every verb of the contract. */
export const benchValidators: Validators<BenchApi> = {
  'bench/ping': checked('bench/ping', none),
  'bench/locate': checked('bench/locate', v.strictObject(place)),
  'bench/open': checked(
    'bench/open',
    v.strictObject({ key, driver: v.string(), ...place, simulated: v.exactOptional(simulated) }),
  ),
  'bench/grant': checked('bench/grant', v.strictObject({ key, lease: key })),
  'bench/call': checked(
    'bench/call',
    v.strictObject({ key, verb: v.string(), args: v.unknown(), deadlineMs: milliseconds, lease: key }),
  ),
  'bench/close': checked('bench/close', v.strictObject({ key })),
  'bench/list': checked('bench/list', v.strictObject({ manual: v.exactOptional(v.array(address)) })),
  'bench/identify': checked('bench/identify', v.strictObject({ address })),
  'bench/safe': checked('bench/safe', v.strictObject({ targets: v.array(safeTarget) })),
  'bench/look': checked('bench/look', v.strictObject({ targets: v.array(safeTarget) })),
  'bench/fault': checked('bench/fault', v.strictObject({ key, name: v.picklist(faultNames), on: v.boolean() })),
  'bench/operator': checked('bench/operator', v.strictObject({ key, answer: v.unknown() })),
};
