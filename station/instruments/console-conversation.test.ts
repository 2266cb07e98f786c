import { describe, expect, it } from 'vitest';
import { catalogue } from '../../drivers/catalogue.ts';
import type { ByteDriver } from '../../drivers/contract/driver.ts';
import { readConversation } from '../../drivers/conversation/read-conversation.ts';
import { decoded, record, shownBy } from '../../drivers/conversation/recording-rig.ts';
import { failureOf } from '../../foundation/failure.ts';
import { conversationText } from './console-conversation.ts';
import { ConsoleRing } from './console-ring.ts';

const hexOf = (text: string) => Buffer.from(text, 'latin1').toString('hex');
const heading = { driver: 'scpi-multimeter', version: '1.0.0', address: 'tcp:meter:5025' };
const textOf = (ring: ConsoleRing) => conversationText(ring, heading.address, heading);

/** Opens with an identity, then asks for a reading again and again. */
function talked(ring: ConsoleRing, readings: number, from = 1_000): void {
  ring.note(from, 'open tcp:meter:5025');
  ring.add('sent', from + 1, hexOf('*IDN?\n'));
  ring.add('received', from + 2, hexOf('ACME,1,2,3\n'));
  ring.note(from + 3, 'online');
  for (let asked = 0; asked < readings; asked += 1) {
    ring.add('sent', from + 10 * asked + 10, hexOf('READ?\n'));
    // In two pieces, as a serial line gives them.
    ring.add('received', from + 10 * asked + 12, hexOf(`${asked}.`));
    ring.add('received', from + 10 * asked + 14, hexOf('5\n'));
  }
}

/** Every question with the answer behind it. */
function exchanges(text: string): string[] {
  const { said } = readConversation(text);
  const all: string[] = [];
  for (const { direction, bytes } of said) {
    const words = Buffer.from(bytes).toString('latin1').trim();
    if (direction === 'sent') all.push(`${words} `);
    else all.push(`${all.pop() ?? ''}${words}`);
  }
  return all;
}

describe('a conversation from the console', () => {
  it('has the heading, the notes as remarks and the time from its first line', () => {
    const ring = new ConsoleRing();
    talked(ring, 1);
    expect(textOf(ring)).toBe(
      [
        '# ohmstead conversation 1: scpi-multimeter 1.0.0 at tcp:meter:5025',
        '# @0 open tcp:meter:5025',
        '> @1 2a 49 44 4e 3f 0a  # "*IDN?\\n"',
        '< @2 41 43 4d 45 2c 31 2c 32 2c 33 0a  # "ACME,1,2,3\\n"',
        '# @3 online',
        '> @10 52 45 41 44 3f 0a  # "READ?\\n"',
        '< @12 30 2e  # "0."',
        '< @14 35 0a  # "5\\n"',
        '',
      ].join('\n'),
    );
  });

  it('of hours begins with its opening, and no answer stands behind a question it was not given to', () => {
    // Across the lengths at which the newest lines and then the opening are full.
    for (const readings of [331, 332, 333, 400, 464, 465, 466, 467, 468, 469, 470, 900]) {
      const ring = new ConsoleRing();
      talked(ring, readings);
      const said = exchanges(textOf(ring));
      expect(said[0]).toBe('*IDN? ACME,1,2,3');
      expect(said.length).toBeGreaterThan(200);
      for (const one of said.slice(1)) expect(one).toMatch(/^READ\? \d+\.5$/);
      const answers = said.slice(1).map((one) => Number.parseFloat(one.slice(6)));
      expect(answers).toEqual([...answers].sort((a, b) => a - b));
      expect(/^# \d+ lines are left out here$/m.test(textOf(ring))).toBe(readings > 465);
    }
  });

  it('leaves out an attempt that opened nothing, and keeps what was open before', () => {
    const ring = new ConsoleRing();
    talked(ring, 2);
    ring.note(2_000, 'open tcp:meter:5025');
    ring.add('sent', 2_001, hexOf('*IDN?\n'));
    ring.add('received', 2_002, hexOf('?garbage'));
    ring.note(2_003, 'close transport/closed');
    talked(ring, 1, 3_000);
    expect(exchanges(textOf(ring))).toEqual([
      '*IDN? ACME,1,2,3',
      'READ? 0.5',
      'READ? 1.5',
      '*IDN? ACME,1,2,3',
      'READ? 0.5',
    ]);
    expect(textOf(ring)).toMatch(/^# 4 lines are left out here$/m);
  });

  it('keeps the attempt where nothing has opened at all: it is what somebody wants to show', () => {
    const ring = new ConsoleRing();
    ring.note(0, 'open /dev/ttyUSB0');
    ring.add('sent', 1, hexOf('*IDN?\n'));
    ring.add('received', 2, hexOf('?garbage'));
    expect(exchanges(textOf(ring))).toEqual(['*IDN? ?garbage']);
  });

  it('leaves out the whole exchange of a line that was too long to keep', () => {
    const ring = new ConsoleRing();
    talked(ring, 1);
    ring.add('sent', 1_100, hexOf('DATA?\n'));
    ring.add('received', 1_101, 'ab'.repeat(300_000));
    ring.add('sent', 1_102, hexOf('READ?\n'));
    ring.add('received', 1_103, hexOf('7\n'));
    expect(exchanges(textOf(ring))).toEqual(['*IDN? ACME,1,2,3', 'READ? 0.5', 'READ? 7']);
  });

  it('in which nothing was said is none', () => {
    const ring = new ConsoleRing();
    const code = () => {
      try {
        return textOf(ring);
      } catch (error) {
        return failureOf(error).code;
      }
    };
    expect(code()).toBe('conversation/nothing-said');
    ring.note(0, 'online');
    expect(code()).toBe('conversation/nothing-said');
  });

  it('of an instrument that talks by itself, too long to keep, has no piece of its beginning', () => {
    const ring = new ConsoleRing();
    ring.note(0, 'open hid:1a86:e008');
    for (let frame = 0; frame < 3_000; frame += 1) ring.add('received', frame, hexOf(`frame ${frame}`));
    const { said } = readConversation(textOf(ring));
    const times = said.map(({ at }) => at ?? 0);
    expect(said).toHaveLength(1_000);
    expect(times.every((at, place) => at === place)).toBe(true);
  });
});

const seed = 20_260_105;
const families = ['korad-ka3005p', 'uni-t-ut61e', 'riden-rd60xx', 'scpi-multimeter', 'chargerlab-km003c'];
const drivers = catalogue.filter(
  (driver): driver is ByteDriver => driver.link === 'bytes' && families.includes(driver.manifest.id),
);

it.each(drivers.map((driver) => [driver.manifest.id, driver] as const))(
  'what %s has said is read out of its console as it was read live',
  async (_id, driver) => {
    const { text, answers } = await record(driver, { samples: 3, seed });
    const ring = new ConsoleRing();
    ring.note(1_000, 'open sim:x');
    for (const { direction, bytes, at = 0 } of readConversation(text).said)
      ring.add(direction, 1_767_225_600_000 + at, Buffer.from(bytes).toString('hex'));
    const { id, version } = driver.manifest;
    const told = await decoded(driver, conversationText(ring, 'sim:x', { driver: id, version, address: 'sim:x' }));
    expect([told.failure, told.answers]).toEqual([undefined, answers.map(shownBy)]);
  },
);
