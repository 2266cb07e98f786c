import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../../../foundation/failure.ts';
import { isSoundReading } from '../../../foundation/measurement/reading.ts';
import { askedRig } from '../asked-meter/asked-rig.ts';
import { payloadsIn, shortDialect } from '../uni-t-abcd/frame.ts';
import { encodePayload, meaningOf, modes, parsePayload, type Ut61ePlusDisplay } from './display.ts';
import { uniTUt61ePlus } from './driver.ts';
import { requestOf, simulateUt61ePlus } from './simulator.ts';

const vectors = resolve(import.meta.dirname, '../../../../shared/vectors/multimeter/unit_abcd_ascii.json');
const noVectors = existsSync(vectors) ? '' : ' (skipped: the real transcript is not on this machine)';
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));

describe.skipIf(noVectors !== '')(`the transcript of a real meter${noVectors}`, () => {
  const real =
    noVectors === ''
      ? (JSON.parse(readFileSync(vectors, 'utf8')) as { vectors: { tx: string; rx?: string }[] })
      : undefined;

  it('has the requests we send', () => {
    for (const { tx } of real?.vectors ?? []) expect(hex(requestOf(bytesOf(tx)[3] ?? 0))).toBe(tx);
  });

  it('has answers that are whole frames, and one of them says 24.54 mV AC, the highest, not automatic', () => {
    const answers = (real?.vectors ?? []).flatMap(({ rx }) => (rx === undefined ? [] : [bytesOf(rx)]));
    for (const answer of answers) expect(payloadsIn(answer, shortDialect)).toHaveLength(1);
    const readings = answers.flatMap((answer) => uniTUt61ePlus.decoder?.().push(answer) ?? []);
    expect(readings).toEqual([
      {
        value: 0.02454,
        unit: 'V',
        quantity: 'voltage',
        status: 'ok',
        resolution: 0.00001,
        flags: ['ac', 'max'],
        span: { from: 0, to: 19 },
      },
    ]);
  });
});

describe('a display', () => {
  it('of every mode and range goes to bytes and back, and its reading is sound', () => {
    let states = 0;
    for (const [mode, meaning] of modes.entries()) {
      for (const range of (meaning?.prefixes ?? []).keys()) {
        for (const text of ['1.2345', '-21.98', '220.0', '00000', 'OL', '-OL.']) {
          const display: Ut61ePlusDisplay = { mode, range, text, flags: ['auto', 'rel'] };
          expect(parsePayload(encodePayload(display))).toEqual(display);
          const reading = meaningOf(display);
          expect(reading !== undefined && isSoundReading(reading), `${mode} ${range} ${text}`).toBe(true);
          states += 1;
        }
      }
    }
    expect(states).toBeGreaterThan(400);
  });

  it.each(['', 'EF', '----', '1.2.3', '12', '123456', '--1.23', 'OLL', '1,234'])('showing "%s" is no reading', (text) =>
    expect(meaningOf({ mode: 2, range: 0, text, flags: [] })).toBeUndefined(),
  );

  it('in a mode or a range the meter does not have is no reading', () => {
    expect(meaningOf({ mode: 20, range: 0, text: '1.234', flags: [] })).toBeUndefined();
    expect(meaningOf({ mode: 2, range: 4, text: '1.234', flags: [] })).toBeUndefined();
    expect(meaningOf({ mode: 200, range: 0, text: '1.234', flags: [] })).toBeUndefined();
  });
});

describe('a UT61E+ on the bench', () => {
  const rig = (model = 'UT61E+') => askedRig(uniTUt61ePlus, (unit, context) => simulateUt61ePlus(unit, context, model));

  it('says its name and shows the voltage at the probes', async () => {
    const { read, instrument } = await rig('UT161D');
    expect(instrument.identity).toEqual({ make: 'UNI-T', model: 'UT161D' });
    expect(await read({ quantity: 'voltage', coupling: 'dc' })).toMatchObject({ value: 3.842, flags: ['dc', 'auto'] });
  });

  it('on HOLD, or showing the highest, is refused with a code', async () => {
    const { meter, read } = await rig();
    meter.show({ mode: 2, range: 0, text: '1.2345', flags: ['hold'] });
    expect(await read().catch(failureOf)).toMatchObject({ code: 'meter/hold' });
    meter.show({ mode: 2, range: 0, text: '1.2345', flags: ['max'] });
    expect(await read().catch(failureOf)).toMatchObject({ code: 'meter/not-live' });
  });

  it('that names itself UT60BT is not one of these', async () => {
    expect(await rig('UT60BT').then(() => undefined, failureOf)).toMatchObject({ code: 'instrument/not-recognised' });
  });
});
