import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../foundation/clock/virtual-clock.ts';
import { failureOf } from '../../../foundation/failure.ts';
import { type Random, seededRandom } from '../../../foundation/random/random.ts';
import { FaultSwitch } from '../../contract/fault.ts';
import type { Wire } from '../../contract/simulator.ts';
import { simulatedPipe } from '../../transport/simulated.ts';
import { drainErrors } from './error-queue.ts';
import { ScpiSession, type ScpiSessionOptions } from './session.ts';

const seed = Number(process.env.TEST_SEED ?? 42);
const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    (value) => value,
    (error) => failureOf(error).code,
  );

/** An instrument that is nothing but a function from a line to what it sends. */
function bench(answer: (line: string, send: (text: string, afterMs?: number) => void) => void, address = 'sim:x') {
  const clock = new VirtualClock();
  const faults = new FaultSwitch();
  const pipe = simulatedPipe({ clock, random: seededRandom(1), faults, address });
  const heard: { line: string; at: number }[] = [];
  let text = '';
  pipe.wire.onData((chunk) => {
    text += String.fromCharCode(...chunk);
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n')) {
      const line = text.slice(0, end);
      text = text.slice(end + 1);
      heard.push({ line, at: clock.now() });
      answer(line, (reply, afterMs = 0) => clock.after(afterMs, () => pipe.wire.send(bytes(reply))));
    }
  });
  const session = (options: Partial<ScpiSessionOptions> = {}) => new ScpiSession(pipe.transport, { clock, ...options });
  return { ...pipe, clock, faults, heard, session };
}

describe('a conversation', () => {
  it('takes answers that end in LF or CR LF, in any chunks, and knows latin1', async () => {
    const replies = ['1.5\r\n', '2.5\n', '20 \xb0C\r\n'];
    const { clock, session } = bench((_, send) => {
      [...(replies.shift() ?? '')].forEach((character, index) => {
        send(character, index * 3);
      });
    });
    const talk = session();
    expect(await clock.run(talk.query('A?'))).toBe('1.5');
    expect(await clock.run(talk.query('B?'))).toBe('2.5');
    expect(await clock.run(talk.query('C?'))).toBe('20 °C');
  });

  it('never asks twice before it was answered, in the order it was asked to', async () => {
    const { clock, heard, session } = bench((line, send) => send(`${line}\n`, 40));
    const talk = session({ minGapMs: 50 });
    const answers = clock.run(Promise.all(['A?', 'B?', 'C?'].map((query) => talk.query(query))));
    expect(await answers).toEqual(['A?', 'B?', 'C?']);
    expect(heard.map(({ at }) => at)).toEqual([0, 50, 100]);
  });

  it('gives up a question that never got its turn without sending it', async () => {
    const { clock, heard, session } = bench((line, send) => send(`${line}\n`, 1_000));
    const talk = session();
    const first = talk.query('A?');
    const second = codeOf(talk.query('B?', { deadlineMs: 500 }));
    expect(await clock.run(second)).toBe('instrument/timeout');
    expect(await clock.run(first)).toBe('A?');
    expect(await clock.run(talk.query('C?'))).toBe('C?');
    expect(heard.map(({ line }) => line)).toEqual(['A?', 'C?']);
  });

  it('reads a block by its length though it holds line feeds, and the next answer after it', async () => {
    const { clock, session } = bench((line, send) => {
      if (line === 'DATA?') for (const [index, part] of [...'#15\n\n#\r\n', '\n'].entries()) send(part, index);
      else send('ok\n');
    });
    const talk = session();
    expect(Buffer.from(await clock.run(talk.queryBlock('DATA?'))).toString()).toBe('\n\n#\r\n');
    expect(await clock.run(talk.query('NEXT?'))).toBe('ok');
  });

  it('refuses a block without a length, and is in step again afterwards', async () => {
    const { clock, session } = bench((line, send) => {
      if (line === 'DATA?') send('#0abc\ndef\n');
      else if (line !== '') send(`${line}!\n`);
    });
    const talk = session();
    await clock.run(talk.identify());
    expect(await clock.run(codeOf(talk.queryBlock('DATA?')))).toBe('scpi/indefinite-block');
    expect(await clock.run(talk.query('NEXT?'))).toBe('NEXT?!');
  });

  it('empties the error queue, oldest first', async () => {
    const errors = ['-113,"Undefined header"', '-222,"Data out of range"', '0,"No error"'];
    const { clock, session } = bench((_, send) => send(`${errors.shift()}\r\n`));
    expect(await clock.run(drainErrors(session()))).toEqual([
      { code: -113, message: 'Undefined header' },
      { code: -222, message: 'Data out of range' },
    ]);
  });
});

describe('after a timeout', () => {
  it('the late answer is never taken for the next reading', async () => {
    let slow = true;
    const { clock, heard, session } = bench((line, send) => {
      if (line !== '') send(`${line}\n`, line === 'A?' && slow ? 1_400 : 0);
    });
    const talk = session();
    await clock.run(talk.identify());
    expect(await clock.run(codeOf(talk.query('A?', { deadlineMs: 1_000 })))).toBe('instrument/timeout');
    slow = false;
    expect(await clock.run(talk.query('B?'))).toBe('B?');
    // In step by its identity first, then the question.
    expect(heard.map(({ line }) => line).slice(3, 6)).toEqual(['', '*IDN?', 'B?']);
  });

  it('a TCP connection is closed, because nobody can flush what is in it', async () => {
    const { clock, session, transport } = bench(() => undefined, 'tcp:127.0.0.1:5025');
    const talk = session();
    const reasons: string[] = [];
    talk.onClosed((reason) => reasons.push(reason.code));
    expect(await clock.run(codeOf(talk.query('A?', { deadlineMs: 100 })))).toBe('instrument/timeout');
    expect(transport.closed).toBe(true);
    expect(reasons).toEqual(['instrument/out-of-step']);
    expect(await codeOf(talk.query('B?'))).toBe('instrument/out-of-step');
  });

  it('a line whose instrument answers no more is closed with a code after six attempts', async () => {
    let dead = false;
    const { clock, session, transport } = bench((line, send) => !dead && send(`${line}\n`));
    const talk = session();
    await clock.run(talk.identify());
    dead = true;
    expect(await clock.run(codeOf(talk.query('A?', { deadlineMs: 100 })))).toBe('instrument/timeout');
    expect(await clock.run(codeOf(talk.query('B?', { deadlineMs: 60_000 })))).toBe('instrument/out-of-step');
    expect(transport.closed).toBe(true);
  });

  it('a pulled cable fails what waits with its own reason', async () => {
    const { clock, session, faults } = bench(() => undefined);
    const talk = session();
    const waiting = Promise.all([codeOf(talk.query('A?')), codeOf(talk.query('B?'))]);
    clock.after(10, () => faults.set('unplug', true));
    expect(await clock.run(waiting)).toEqual(['transport/unplugged', 'transport/unplugged']);
  });

  it('a half line nobody asked for is not the beginning of the next answer', async () => {
    const { clock, session, wire } = bench((line, send) => {
      if (line !== '') send(`${line}\n`);
    });
    const talk = session();
    await clock.run(talk.identify());
    wire.send(bytes('CNXN\x01\x02garbage\nmore of it'));
    await clock.advance(10);
    expect(await clock.run(talk.query('A?'))).toBe('A?');
  });
});

describe('answers that come early, late or never, at random', () => {
  /** Answers in order, as a wire does; each one quick, up to 20 s late, or not at all. */
  function moody(random: Random, wire: () => Wire, clock: VirtualClock) {
    let lastDue = 0;
    return (line: string) => {
      if (line === '') return;
      const mood = random.next();
      const isIdentity = line === '*IDN?';
      if (mood < (isIdentity ? 0.05 : 0.1)) return;
      const late = mood < (isIdentity ? 0.15 : 0.35) ? random.integer(200, 20_000) : random.integer(0, 60);
      lastDue = Math.max(lastDue, clock.now() + late);
      const reply = bytes(`${isIdentity ? 'ACME,1,2,3' : line}\r\n`);
      const cut = random.integer(0, reply.length);
      clock.after(lastDue - clock.now(), () => wire().send(reply.subarray(0, cut)));
      lastDue += random.integer(0, 3);
      clock.after(lastDue - clock.now(), () => wire().send(reply.subarray(cut)));
    };
  }

  it('give the right answer or none, over 3 000 questions', async () => {
    const random = seededRandom(seed);
    const counts = { right: 0, refused: 0, wrong: [] as string[], connections: 0 };
    for (let asked = 0; asked < 3_000; ) {
      counts.connections += 1;
      let wire: Wire | undefined;
      const connection: ReturnType<typeof bench> = bench((line) => answer(line));
      const { clock } = connection;
      wire = connection.wire;
      const answer = moody(random, () => wire ?? connection.wire, clock);
      const talk = connection.session();
      const identity = await clock.run(codeOf(talk.identify({ deadlineMs: 30_000 })));
      while (identity === 'ACME,1,2,3' && !connection.transport.closed && asked < 3_000) {
        asked += 1;
        if (random.next() < 0.1) wire.send(bytes('unasked\n'));
        await clock.advance(random.integer(1, 3_000));
        const got = await clock.run(codeOf(talk.query(`Q${asked}?`, { deadlineMs: random.integer(100, 8_000) })));
        if (got === `Q${asked}?`) counts.right += 1;
        else if (typeof got === 'string' && got.includes('/')) counts.refused += 1;
        else counts.wrong.push(`${asked}: ${String(got)}`);
      }
    }
    expect(counts.wrong, `seed ${seed}`).toEqual([]);
    expect(counts.right).toBeGreaterThan(1_200);
    expect(counts.refused).toBeGreaterThan(300);
  });

  it('give none that is wrong even on a wire that holds one answer back and lets later ones pass', async () => {
    for (let afterMs = 0; afterMs <= 14_000; afterMs += 97) {
      const { clock, session } = bench((line, send) => {
        // No serial line does this; a bridge over a network may.
        if (line !== '') send(`${line}\n`, line === 'A?' ? 15_150 : 150);
      });
      const talk = session();
      await clock.run(talk.identify());
      expect(await clock.run(codeOf(talk.query('A?', { deadlineMs: 1_000 })))).toBe('instrument/timeout');
      await clock.advance(afterMs);
      for (const query of ['B?', 'C?', 'D?', 'E?']) {
        const got = await clock.run(codeOf(talk.query(query)));
        expect([query, 'instrument/out-of-step'], `${afterMs} ms later`).toContain(got);
      }
    }
  });
});
