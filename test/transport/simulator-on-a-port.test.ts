/** A simulator on a real pseudo-terminal, read from the other end through serialport as any program would. */
import { afterEach, describe, expect, it } from 'vitest';
import { FaultSwitch } from '../../drivers/contract/fault.ts';
import type { SimulatedInstrument } from '../../drivers/contract/simulator.ts';
import type { LineSettings, Transport } from '../../drivers/contract/transport.ts';
import { listenOnPty } from '../../drivers/transport/pty-listener.ts';
import { openSerial } from '../../drivers/transport/serial.ts';
import { RealClock } from '../../foundation/clock/real-clock.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import { noPtys, ptyPair } from '../support/pty-pair.ts';

const clock = new RealClock();
const line: LineSettings = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 };
const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

/** Says everything back in brackets. */
function parrot(): SimulatedInstrument & { detached: boolean } {
  return {
    detached: false,
    attach(wire) {
      wire.onData((chunk) => wire.send(Buffer.concat([Buffer.from('['), chunk, Buffer.from(']')])));
    },
    detach() {
      this.detached = true;
    },
  };
}

async function rig() {
  const cable = await ptyPair();
  cleanUp.push(() => cable.remove());
  const faults = new FaultSwitch();
  const instrument = parrot();
  const listener = await listenOnPty({
    path: cable.far,
    line,
    clock,
    random: seededRandom(3),
    faults,
    instrument,
    lateByMs: 200,
  });
  const station = await openSerial({ path: cable.near, line, clock });
  cleanUp.push(() => Promise.all([listener.stop(), station.close()]));
  let heard = '';
  station.onData((chunk) => {
    heard += Buffer.from(chunk).toString('latin1');
  });
  return { cable, faults, instrument, listener, station, heard: () => heard };
}

async function say(station: Transport, text: string, waitMs = 60): Promise<void> {
  await station.write(Buffer.from(text));
  await clock.sleep(waitMs);
}

describe.skipIf(noPtys !== '')(`a simulator on a pseudo-terminal ${noPtys}`, () => {
  it('talks, falls silent, answers late, and loses bytes as its faults say', async () => {
    const { station, faults, heard } = await rig();
    await say(station, 'V?');
    expect(heard()).toBe('[V?]');
    faults.set('silence', true);
    await say(station, 'V?');
    expect(heard()).toBe('[V?]');
    faults.set('silence', false);
    faults.set('late-answer', true);
    await say(station, 'L?');
    expect(heard()).toBe('[V?]');
    await clock.sleep(250);
    expect(heard()).toBe('[V?][L?]');
    faults.set('late-answer', false);
    faults.set('byte-loss', true);
    await say(station, 'x'.repeat(1_000), 150);
    expect(heard().length).toBeLessThan(1_002);
    expect(heard().length).toBeGreaterThan(900);
  });

  it('gives the port back when it is unplugged, and tells why it ended', async () => {
    const { cable, faults, instrument, listener } = await rig();
    faults.set('unplug', true);
    expect((await listener.closed).code).toBe('transport/closed');
    expect(instrument.detached).toBe(true);
    const again = await openSerial({ path: cable.far, line, clock });
    await again.close();
  });

  it('ends when the cable is pulled', async () => {
    const { cable, instrument, listener } = await rig();
    await cable.pull();
    expect((await listener.closed).code).toBe('transport/unplugged');
    expect(instrument.detached).toBe(true);
  });
});
