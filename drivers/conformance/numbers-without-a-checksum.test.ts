/**
 * Instruments that write numbers as text without a checksum, at no load: there watts, volts and amperes agree whatever
 * becomes of the volts. 3 % of the bytes vanish, and in every tenth answer one byte comes twice: no wrong number.
 */
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import type { ByteDriver } from '../contract/driver.ts';
import { FaultSwitch } from '../contract/fault.ts';
import type { Wire } from '../contract/simulator.ts';
import { et54Driver } from '../electronic-load/east-tester-et54/driver.ts';
import { dl3000Driver } from '../electronic-load/rigol-dl3000/driver.ts';
import { koradDriver } from '../power-supply/korad-ka3005p/driver.ts';
import { dp800Driver } from '../power-supply/rigol-dp800/driver.ts';
import { simulatedPipe } from '../transport/simulated.ts';

const seed = Number(process.env.OHMSTEAD_SEED ?? 20261122);
/** A line of text that is so bad is given up after a few reads; then it is opened again, on a line that is good for that long. */
const connections = 60;
const readsOfEach = 8;
const answerMs = 8;

interface Subject {
  readonly driver: ByteDriver;
  /** A question, and what answers it; questions end with a line feed where their line has one. */
  readonly answers: Readonly<Record<string, string>>;
  readonly lineEnd: string;
  /** What may be told: the volts that are there. */
  readonly volts: number;
}

const subjects: Readonly<Record<string, Subject>> = {
  'korad-ka3005p': {
    driver: koradDriver,
    answers: { '*IDN?': 'KORADKA3005PV2.0', 'VSET1?': '12.34', 'VOUT1?': '12.34', 'IOUT1?': '0.000' },
    lineEnd: '',
    volts: 12.34,
  },
  'rigol-dp800': {
    driver: dp800Driver,
    answers: {
      '*IDN?': 'RIGOL TECHNOLOGIES,DP832,DP8C000000001,00.01.14\n',
      ':MEAS:ALL? CH1': '12.3456,0.0000,0.000\n',
    },
    lineEnd: '\n',
    volts: 12.3456,
  },
  'rigol-dl3000': {
    driver: dl3000Driver,
    answers: {
      '*IDN?': 'RIGOL TECHNOLOGIES,DL3021,DL3A000000001,00.01.05.00.01\n',
      ':MEAS:VOLT?': '12.345678\n',
      ':MEAS:CURR?': '0.000000\n',
      ':MEAS:POW?': '0.000000\n',
    },
    lineEnd: '\n',
    volts: 12.345678,
  },
  'east-tester-et54': {
    driver: et54Driver,
    answers: {
      '*IDN?': 'ET5410 SN V1.00.2213.016 V1.00.2213.016\r\n',
      'MEAS1:ALL?': 'R12.3456 0.0000 0.000 9999.99\r\n',
      'VOLT1:VMAX?': 'R150.000\r\n',
      'CURR1:IMAX?': 'R40.000\r\n',
      'POWE1:PMAX?': 'R400.000\r\n',
    },
    lineEnd: '\n',
    volts: 12.3456,
  },
};

/** The instrument's side: an answer a while after its question, with one byte twice in every tenth. */
function answering(
  wire: Wire,
  { answers, lineEnd }: Subject,
  clock: VirtualClock,
  random: ReturnType<typeof seededRandom>,
) {
  let text = '';
  const answer = (question: string) => {
    const known = answers[question];
    if (known === undefined) return;
    const bytes = Array.from(known, (letter) => letter.charCodeAt(0));
    const place = random.integer(0, bytes.length - 1);
    const twice = random.next() < 0.1 ? [...bytes.slice(0, place + 1), ...bytes.slice(place)] : bytes;
    clock.after(answerMs, () => wire.send(Uint8Array.from(twice)));
  };
  wire.onData((chunk) => {
    text += String.fromCharCode(...chunk);
    if (lineEnd === '') {
      answer(text);
      text = '';
      return;
    }
    const lines = text.split(lineEnd);
    text = lines.pop() ?? '';
    for (const line of lines) answer(line);
  });
}

/** What was told for the volts, by how often; readings that came to nothing are left out. */
async function told(subject: Subject): Promise<Map<number | null, number>> {
  const all = new Map<number | null, number>();
  for (let number = 0; number < connections; number += 1) {
    const clock = new VirtualClock();
    const context = { clock, faults: new FaultSwitch(), random: seededRandom(seed + number) };
    const { transport, wire } = simulatedPipe({ ...context, address: 'sim:it' });
    answering(wire, subject, clock, seededRandom(seed - number));
    const instrument = await clock.run(subject.driver.open(transport, { clock }));
    context.faults.set('byte-loss', true);
    for (let read = 0; read < readsOfEach && !transport.closed; read += 1) {
      const answer = (await clock.run(instrument.call('measure', {}, { deadlineMs: 20_000 })).catch(() => undefined)) as
        | { readonly voltage: { readonly value: number | null } }
        | undefined;
      if (answer !== undefined) all.set(answer.voltage.value, (all.get(answer.voltage.value) ?? 0) + 1);
    }
  }
  return all;
}

describe.each(Object.entries(subjects))('%s at no load', (_id, subject) => {
  it('tells the right volts or none, however its answers are damaged', async () => {
    const volts = await told(subject);
    expect([...volts.keys()], `seed ${seed}`).toEqual([subject.volts]);
    // And it does tell them.
    expect(volts.get(subject.volts)).toBeGreaterThan(connections);
  });
});
