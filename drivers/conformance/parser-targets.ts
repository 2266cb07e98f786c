/**
 * Parsers of answers and frames that no decoder of the catalogue goes through, each with what its instrument really says, to be
 * given random and mutated bytes as well. What can be written again from what was understood must come out as the very bytes
 * that came in.
 */
import { readConversation } from '../conversation/read-conversation.ts';
import { identityOf, it8500, it8500Bytes, parseIt8500 } from '../electronic-load/itech-it8500/frame.ts';
import { displayed28x, isDisplayed } from '../multimeter/fluke-qm/displayed-28x.ts';
import { settingIn, symbolsIn, unreadModeOf } from '../multimeter/keysight-u12xx/answers.ts';
import { numberOf } from '../multimeter/scpi-multimeter/answer.ts';
import { dialects } from '../multimeter/scpi-multimeter/dialects.ts';
import { presentOf } from '../multimeter/scpi-multimeter/setting.ts';
import { scaleOf as keysightScale } from '../oscilloscope/keysight-infiniivision/preamble.ts';
import { scaleOf as rigolScale } from '../oscilloscope/rigol-ds/preamble.ts';
import { numberInUnit } from '../oscilloscope/scpi-scope/number-with-unit.ts';
import { parseTenNumbers } from '../oscilloscope/scpi-scope/ten-numbers.ts';
import { descriptorBytes, parseDescriptor } from '../oscilloscope/siglent-sds/descriptor.ts';
import { withChecksum } from '../protocol/modbus-rtu/crc.ts';
import { isWholeReply, type ModbusRequest, replyTo, requestFrame, word } from '../protocol/modbus-rtu/message.ts';
import { parseIdentity } from '../protocol/scpi/identity.ts';
import { statusOf } from '../protocol/usbtmc/control.ts';
import { encodeIn } from '../protocol/usbtmc/header.ts';
import { MessageIn } from '../protocol/usbtmc/message-in.ts';
import { innerBytes, P02Finder, p02Bytes, parseInner } from '../soldering-station/jbc-p02/frame.ts';
import { answerBytes, modelOf, parseAnswer } from '../soldering-station/weller-wx/message.ts';

export interface ParserTarget {
  readonly name: string;
  /** Real messages. */
  readonly said: readonly Uint8Array[];
  /** What was understood; `undefined` for nothing. May fail with a code and with nothing else. */
  parse(bytes: Uint8Array): unknown;
  /** The bytes of it, where that can be told. */
  again?(understood: never, bytes: Uint8Array): Uint8Array | undefined;
}

const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 0xff);
const textOf = (bytes: Uint8Array) => String.fromCharCode(...bytes);
const texts = (...lines: readonly string[]) => lines.map(latin1);
/** Undefined is not told from a fault of the test, so that nothing has to be asserted of it. */
const ofText = (name: string, said: readonly string[], parse: (text: string) => unknown): ParserTarget => ({
  name,
  said: texts(...said),
  parse: (bytes) => parse(textOf(bytes)),
});

const read: ModbusRequest = { kind: 'read', first: 0, count: 4 };
const written: ModbusRequest = { kind: 'write', first: 8, values: [500, 1_000] };

function descriptor(): Uint8Array {
  const view = new DataView(new ArrayBuffer(descriptorBytes));
  for (const [at, value] of [
    [0x9c, 0.5],
    [0xa0, 0.1],
    [0xa4, 30],
    [0xb0, 1e-6],
    [0x148, 1],
  ] as const) {
    view.setFloat32(at, value, true);
  }
  view.setInt16(0xac, 8, true);
  return new Uint8Array(view.buffer);
}

const scpi = ofText(
  'answers of a SCPI multimeter',
  [
    '"VOLT +1.000000E+01,+3.000000E-06"',
    '"VOLT AC"',
    '01',
    'DCV',
    '+3.84213000E+00',
    '-2.758856E-05',
    '+9.90000000E+37',
  ],
  (text) => dialects.map((dialect) => [presentOf(text, dialect), numberOf(text, dialect, 'ohms')]),
);

const modbus: ParserTarget = {
  name: 'a Modbus reply',
  said: [
    withChecksum(Uint8Array.from([1, 3, 8, ...[500, 1_000, 498, 61].flatMap(word)])),
    withChecksum(requestFrame(1, written).subarray(0, 6)),
    withChecksum(Uint8Array.of(1, 0x83, 2)),
  ],
  parse(bytes) {
    const replies = [replyTo(1, read, bytes), replyTo(1, written, bytes)].filter((reply) => reply !== undefined);
    if (replies.length > 0 && !isWholeReply(bytes)) throw new Error('a reply that is not whole');
    return replies[0];
  },
  again: (reply: NonNullable<ReturnType<typeof replyTo>>, bytes) =>
    reply.kind === 'registers'
      ? withChecksum(Uint8Array.from([1, 3, 2 * reply.values.length, ...reply.values.flatMap(word)]))
      : withChecksum(bytes.subarray(0, -2)),
};

/** A reply in two transfers, and whatever follows; never more data than its header has promised. */
const usbtmc: ParserTarget = {
  name: 'a USBTMC message',
  said: [encodeIn(7, latin1('+3.84213000E+00\n'), true), encodeIn(7, new Uint8Array(700), false), new Uint8Array(0)],
  parse(bytes) {
    const message = new MessageIn(7, 64);
    const kinds: string[] = [];
    let most = Number.POSITIVE_INFINITY;
    for (let from = 0; from <= bytes.length; from += 64) {
      if (message.transferBytes % 64 !== 0 || message.transferBytes > 1_048_576) throw new Error('asks for too much');
      const received = message.push(bytes.subarray(from, from + 64));
      kinds.push(received.kind);
      if (received.kind === 'bad' || received.kind === 'end') break;
      if (received.kind === 'data') {
        if (received.data.length > most) throw new Error('more than was promised');
        most = 512 * 1024 * 1024;
      }
    }
    return [kinds, statusOf(bytes)];
  },
};

export const parserTargets: readonly ParserTarget[] = [
  scpi,
  ofText(
    'an identity',
    ['KEYSIGHT TECHNOLOGIES,DSO-X 2024A,MY1,02.43', 'OWON,XDM1041,2143001,V4.3.0,3'],
    parseIdentity,
  ),
  ofText(
    'answers of a U12xx',
    ['"V,1,DC"', '"VOLT:DC +5.000000E+00,+1.000000E-04"', '"000000000000000000000"'],
    (text) =>
      (['u123x', 'u124x', 'u125x', 'u128x'] as const).map((family) => {
        const symbols = symbolsIn('"000000000000000000000"', family);
        if (symbols === undefined) return undefined;
        return [symbolsIn(text, family), settingIn(text, symbols, family), unreadModeOf(text, symbols, family)];
      }),
  ),
  ofText(
    'everything on the display of a Fluke 28x',
    [
      `MV_AC,NONE,AUTO,VAC,50,-3,OFF,0.000,1,HOLD,1,PRIMARY,0.005029,VAC,-3,3,5,NORMAL,NONE,1197308998.282`,
      `V_DC,PEAK_MIN_MAX,AUTO,VDC,5,0,OFF,0.000,2,MIN_MAX_AVG,REL_percent,0`,
      '2.4315E0,VDC,NORMAL,NONE',
    ],
    (text) => [displayed28x(text), isDisplayed(text)],
  ),
  ofText(
    "an oscilloscope's number with its unit",
    ['5.00E-01V', 'C1:VDIV 500mV', '1.00GSa/s', '14Mpts', '2.00E-04S', '1.00kHz', '****', '9.9E37'],
    (text) =>
      (['V', 's', 'Hz', '%', 'Sa/s', 'pts', 'count'] as const).map((unit) => {
        const number = numberInUnit(text, unit);
        if (number?.kind === 'value' && !Number.isFinite(number.value)) throw new Error('an infinite number');
        return number;
      }),
  ),
  ofText(
    'ten numbers of a record',
    ['0,0,1200,1,1.0e-06,-6.0e-04,0,4.0e-02,-50,127', '+0,+0,+1000,+1,+1E-6,+0,+0,+4E-2,+0,+128'],
    (text) => {
      const numbers = parseTenNumbers(text);
      return [numbers, keysightScale(numbers), rigolScale(numbers, 255)];
    },
  ),
  { name: 'the descriptor of a Siglent', said: [descriptor()], parse: parseDescriptor },
  modbus,
  usbtmc,
  ofText(
    'the text of a conversation',
    [
      '# ohmstead conversation 1: korad-ka3005p 1.0.0 at /dev/ttyACM0\n> @12.5 2a 49 44 4e 3f  # "*IDN?"\n< @31.07 4b 4f\n',
      '> "VOUT1?\\r\\n" 0d0a\n< 0x30,35 "\\x2e\\""\n',
      '{"kind":"transcript","version":1,"role":"supply"}\n{"at":747.292,"dir":"sent","hex":"2a 49","text":"*I"}\n',
    ],
    readConversation,
  ),
  {
    name: 'who an IT8500 is',
    said: [it8500Bytes(it8500.model, [...latin1('8512\0'), 0x05, 0x01, ...latin1('6000123456')])],
    parse(bytes) {
      const frame = parseIt8500(bytes);
      return frame === undefined ? undefined : { ...frame, identity: identityOf(frame.data) };
    },
    again: ({ command, data, address }: NonNullable<ReturnType<typeof parseIt8500>>) =>
      it8500Bytes(command, [...data], address),
  },
  {
    name: 'an inner frame of a JBC station',
    said: [innerBytes({ to: 0x1d, from: 0, fid: 0xfd, command: 0x52, data: Uint8Array.of(0x10, 0x0c, 0) })],
    parse: parseInner,
    again: (frame: NonNullable<ReturnType<typeof parseInner>>) => innerBytes(frame),
  },
  {
    name: 'a stream of a JBC station',
    said: [p02Bytes({ to: 0x1d, from: 0, fid: 1, command: 0x10, data: Uint8Array.of(0x10, 0x10, 2) })],
    parse(bytes) {
      const finder = new P02Finder();
      const frames = finder.push(bytes);
      if (finder.discardedBytes > bytes.length) throw new Error('more discarded than came');
      return frames;
    },
  },
  {
    name: 'an answer of a Weller',
    said: [answerBytes('R', [3_500, 250]), answerBytes('R', [4_000]), latin1('WX2')],
    parse: (bytes) => parseAnswer('R', bytes) ?? (modelOf(bytes) === undefined ? undefined : bytes),
    again: (numbers: readonly number[] | Uint8Array) =>
      numbers instanceof Uint8Array ? numbers : answerBytes('R', numbers),
  },
];
