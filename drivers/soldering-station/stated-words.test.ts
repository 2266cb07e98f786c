/**
 * What the stations are told and what they answer, written out from the public descriptions and from nothing of ours: drivers
 * and simulators share their tables, so that only words from elsewhere can show a wrong one.
 */
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../foundation/clock/virtual-clock.ts';
import { seededRandom } from '../../foundation/random/random.ts';
import type { ByteDriver } from '../contract/driver.ts';
import { FaultSwitch } from '../contract/fault.ts';
import { createUnit } from '../simulated-unit/simulated-bench-unit.ts';
import { simulatedPipe } from '../transport/simulated.ts';
import { jbcUsbDriver } from './jbc-p02/driver.ts';
import { P02Finder } from './jbc-p02/frame.ts';
import { jbcRobotDriver } from './jbc-robot/driver.ts';
import { factoryAddresses, parseRobot, refusalName } from './jbc-robot/frame.ts';
import { celsiusReading, refuseCelsius, solderingPort, tipReading, toolName, toStep } from './soldering-words.ts';
import { wellerWxDriver } from './weller-wx/driver.ts';
import { modelOf, parseAnswer, wellerState, wellerTool } from './weller-wx/message.ts';

async function bench(driver: ByteDriver) {
  const clock = new VirtualClock();
  const context = { clock, faults: new FaultSwitch(), random: seededRandom(11) };
  const unit = createUnit({ clock });
  const { transport, wire } = simulatedPipe({ ...context, address: 'sim:iron', msPerByte: 0.02 });
  const heard: Uint8Array[] = [];
  wire.onData((chunk) => heard.push(chunk.slice()));
  driver.simulate(unit, context).attach(wire);
  const station = await clock.run(driver.open(transport, { clock }));
  const call = (verb: string, args: unknown = {}) => clock.run(station.call(verb, args, { deadlineMs: 8_000 }));
  /** What was said during a call, each once and in order. */
  const saidIn = async (say: (bytes: Uint8Array) => string, verb: string, args?: unknown) => {
    const from = heard.length;
    await call(verb, args);
    return [...new Set(heard.slice(from).map(say))];
  };
  return { clock, station, call, saidIn };
}

const latin = (bytes: Uint8Array) => String.fromCharCode(...bytes);
const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe("JBC's robot protocol", () => {
  const text = (bytes: Uint8Array) => latin(bytes.subarray(1, -2));

  it('is spoken in its own words', async () => {
    const { saidIn } = await bench(jbcRobotDriver);
    expect(await saidIn(text, 'measure')).toEqual(['0001RCT1', '0001RTT1', '0001RST1']);
    expect(await saidIn(text, 'state')).toEqual(['0001RCT1', '0001RPS1']);
    await saidIn(text, 'control', { on: true });
    expect(await saidIn(text, 'set', { celsius: 350 })).toEqual(['0001RST1', '0001WST100350']);
    expect(await saidIn(text, 'control', { on: false })).toEqual(['0001WST100320', '0001RST1']);
  });

  it('makes all four ports cold, with and without addresses', () => {
    const frames = jbcRobotDriver.safeState.frames.map(text);
    const ports = ['WST100090', 'WST200090', 'WST300090', 'WST400090'];
    expect(frames).toEqual([...ports.map((port) => `0001${port}`), ...ports]);
  });

  it('has frames that end with the XOR of all before', () => {
    // 0001RTT1: 02 30 30 30 31 52 54 54 31 03 and its XOR.
    const frame = Uint8Array.of(0x02, 0x30, 0x30, 0x30, 0x31, 0x52, 0x54, 0x54, 0x31, 0x03, 0x63);
    expect(parseRobot(frame, factoryAddresses)).toEqual({ header: 'R', command: 'TT1' });
  });

  it('refuses with a number that says why', () => {
    expect([1, 2, 3, 4, undefined].map(refusalName)).toEqual([
      ...['checksum', 'format', 'range', 'reason 4', 'reason unknown'],
    ]);
  });
});

describe("JBC's USB protocol", () => {
  /** To, from, command and data; the number of the question is its own. */
  const frames = () => {
    const finder = new P02Finder();
    return (bytes: Uint8Array) =>
      finder
        .push(bytes)
        .map(({ command, data }) => [command, ...data].map((byte) => byte.toString(16).padStart(2, '0')).join(' '))
        .join('; ');
  };

  it('is spoken in its own numbers, temperatures in ninths', async () => {
    const { saidIn } = await bench(jbcUsbDriver);
    const say = frames();
    const without = (said: readonly string[]) => said.filter((each) => each !== '16');
    expect(without(await saidIn(say, 'measure'))).toEqual(['55 00', '52 00', '50 00']);
    expect(without(await saidIn(say, 'state'))).toEqual(['55 00', '57 00']);
    const name = Buffer.from('Ohmstead').toString('hex').replaceAll(/(..)/g, ' $1');
    expect(without(await saidIn(say, 'control', { on: true }))).toEqual([`e1${name} 3a 43`]);
    // 350 °C are 3150 ninths, 0C4E.
    expect(without(await saidIn(say, 'set', { celsius: 350 }))).toEqual(['a2', 'a4', '50 00', '51 4e 0c 00']);
    // 320 °C are 2880, 0B40.
    const back = ['51 40 0b 00', '50 00', `e1${name} 3a 4d`];
    expect(without(await saidIn(say, 'control', { on: false }))).toEqual(back);
  });

  it('numbers tools like this', () => {
    expect(Array.from({ length: 11 }, (_, number) => toolName(number))).toEqual([
      ...['none', 'T210', 'T245', 'PA', 'HT', 'DS', 'DR', 'NT105', 'NP105', 'T470', 'unknown-10'],
    ]);
  });
});

describe('a Weller WX', () => {
  it('is spoken to in its own letters', async () => {
    const { saidIn } = await bench(wellerWxDriver);
    expect(await saidIn(latin, 'measure')).toEqual(['Y', 'R', 'S']);
    expect(await saidIn(latin, 'state')).toEqual(['Y', 'Q']);
    expect(await saidIn(latin, 'control', { on: true })).toEqual(['remote1', 'Q']);
    // s13500 and the sum of it: 0x73 + 0x31 + 0x33 + 0x35 + 0x30 + 0x30.
    expect(await saidIn(latin, 'set', { celsius: 350 })).toEqual(['S', 's13500\u006c']);
    const handBack = await saidIn(latin, 'control', { on: false });
    expect(handBack).toEqual(['s13200\u0069', 'S', 'remote0', 'Q']);
  });

  it('is made cold on both channels', () => {
    const { frames, handBack = [] } = wellerWxDriver.safeState;
    expect([...frames, ...handBack].map(latin)).toEqual(['remote1', 's11000\u0065', 's21000\u0066', 'remote0']);
  });

  it.each([
    ['WX1', 'WX1', 1],
    ['WX2', 'WX2', 2],
    ['WX3', 'WX2D', 2],
    ['WX4', 'WX2A', 2],
    ['WX5', 'WX1D', 1],
    ['WX6', 'WX1A', 1],
  ])('that names itself %s is a %s of %i channels', (name, model, channels) => {
    expect(modelOf(bytesOf(`${name} 0.64`))).toEqual({ model, channels });
  });

  it.each(['WX0', 'WX7', 'WR1', 'XWX1', 'WX1 and more than that', ''])('%j is none', (name) => {
    expect(modelOf(bytesOf(name))).toBeUndefined();
  });

  it('numbers tools and states like this', () => {
    const tools = ['none', 'WXP120', 'WXP200', 'WXMP', 'WXMT', 'WXP65', 'WXP80', 'WXB200', 'unknown-8'];
    expect(tools.map((_, number) => wellerTool(number))).toEqual(tools);
    const states = ['off', 'working', 'stand', 'hibernation', 'unknown'];
    expect(states.map((_, number) => wellerState(number))).toEqual(states);
  });

  it('answers with seven bytes for each of its channels', () => {
    const first = [...bytesOf('R13201'), (0x52 + 0x31 + 0x33 + 0x32 + 0x30 + 0x31) & 0xff];
    const second = [...bytesOf('R20250'), (0x52 + 0x32 + 0x30 + 0x32 + 0x35 + 0x30) & 0xff];
    expect(parseAnswer('R', Uint8Array.from([...first, ...second]))).toEqual([3_201, 250]);
    expect(parseAnswer('R', Uint8Array.from(first))).toEqual([3_201]);
    expect(parseAnswer('R', Uint8Array.from([...second, ...first]))).toBeUndefined();
    expect(parseAnswer('R', Uint8Array.from([...first, ...second, ...first]))).toBeUndefined();
  });
});

describe('temperatures', () => {
  const limits = { lowest: 90, highest: 450, step: 5 };

  it('from the lowest to the highest are taken, and put on the nearest step inside', () => {
    for (const celsius of [90, 450]) expect(() => refuseCelsius(celsius, limits)).not.toThrow();
    for (const celsius of [89.9, 450.1]) expect(() => refuseCelsius(celsius, limits)).toThrow();
    expect([90, 92, 93, 450].map((celsius) => toStep(celsius, limits))).toEqual([90, 90, 95, 450]);
    expect(toStep(449, { lowest: 90, highest: 448, step: 5 })).toBe(448);
    expect(toStep(91, { lowest: 92, highest: 448, step: 5 })).toBe(92);
  });

  it('from -20 to 600 °C may be those of a tip, and no others', () => {
    const statusOf = (celsius: number) => celsiusReading(celsius, 1, {}).status;
    expect([-20, 600, -20.1, 600.1, Number.NaN].map(statusOf)).toEqual(['ok', 'ok', 'invalid', 'invalid', 'invalid']);
  });

  it('count only with the same tool before and behind', () => {
    const statusOf = (...tools: [string, string]) => tipReading(tools, 320, 1, {}).status;
    expect(statusOf('T245', 'T245')).toBe('ok');
    expect([statusOf('T245', 'T210'), statusOf('none', 'none')]).toEqual(['invalid', 'invalid']);
  });

  it('are of ports that there are', () => {
    expect([solderingPort({}, 4), solderingPort({ port: 1 }, 4), solderingPort({ port: 4 }, 4)]).toEqual([1, 1, 4]);
    for (const port of [0, 5, 1.5]) expect(() => solderingPort({ port }, 4)).toThrow();
  });
});
