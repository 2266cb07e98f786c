/** For tests: every family of free-running meters with all the frames of its table of functions and ranges. */
import type { ByteDriver } from '../contract/driver.ts';
import { bm25xKind, brymenBm25x } from './bm25x/driver.ts';
import { encodeFrame as encodeBm25x, parseFrame as parseBm25x } from './bm25x/frame.ts';
import { dtm0660Kind, peaktech3415 } from './dtm0660/driver.ts';
import { encodeFrame as encodeDtm0660, parseFrame as parseDtm0660 } from './dtm0660/frame.ts';
import { eev121gwFormat, eevblog121gw } from './eevblog-121gw/driver.ts';
import { type Eev121gwFrame, encodeFrame as encodeEev121gw } from './eevblog-121gw/frame.ts';
import { modes as eev121gwModes } from './eevblog-121gw/meaning.ts';
import { es519xxKind, isoTechIdm103n, uniTUt60g } from './es519xx/driver.ts';
import { type Es519xxBit, type Es519xxFrame, encodeFrame as encodeEs519xx } from './es519xx/frame.ts';
import { functionCode } from './es519xx/function-code.ts';
import { type Es519xxVariant, fastVariant, slowVariant } from './es519xx/variants.ts';
import { fs9721Kind, fs9721Meters } from './fs9721/driver.ts';
import { encodeFrame as encodeFs9721, parseFrame as parseFs9721 } from './fs9721/frame.ts';
import { fs9721Models } from './fs9721/models.ts';
import { fs9922Kind, fs9922Meters, fs9922Models } from './fs9922/driver.ts';
import { encodeFrame as encodeFs9922, parseFrame as parseFs9922 } from './fs9922/frame.ts';
import type { Display } from './stream-meter/display.ts';
import { displayStates } from './stream-meter/display-states.ts';
import type { Lamp } from './stream-meter/lamp.ts';
import type { MeterFormat } from './stream-meter/meter-format.ts';
import { ut71xFormat, voltcraftVc940 } from './ut71x/driver.ts';
import { encodeFrame as encodeUt71x, type Ut71xFrame } from './ut71x/frame.ts';
import { functionCount } from './ut71x/meaning.ts';

export interface MeterFamily {
  readonly driver: ByteDriver;
  readonly format: MeterFormat;
  /** One frame for each state, without copies; each of them means something. */
  readonly states: readonly Uint8Array[];
  /** How often the meter sends each. */
  readonly copies: 1 | 2;
  /** Frames that say 111.1 and 222.2 V DC, not automatic, and are none of the states. */
  readonly volts: Uint8Array;
  readonly separator: Uint8Array;
  /** What lights up, of the meters that send an image of their display or its lamps; also where it means nothing. */
  display?(frame: Uint8Array): Display | undefined;
}

/** How the frames of a meter with lamps are written and read. */
interface DisplayBytes {
  encode(display: Display): Uint8Array;
  display(frame: Uint8Array): Display | undefined;
}

const displayedVolts: Display = { digits: 1_111, overload: false, places: 1, lit: ['V', 'dc', 'rs232'] };
const displayedSeparator: Display = { ...displayedVolts, digits: 2_222 };

function displayFamily(
  driver: ByteDriver | undefined,
  format: MeterFormat,
  { encode, display }: DisplayBytes,
  displays: readonly Display[],
): MeterFamily {
  if (driver === undefined) throw new Error('a family without a driver');
  const [volts, separator] = [encode(displayedVolts), encode(displayedSeparator)];
  return { driver, format, states: displays.map(encode), copies: 1, volts, separator, display };
}

const fs9721Families = fs9721Models.map((model, index) => {
  const has = model.userSymbols.map(([, , lamp]) => lamp);
  const without = (['hFE', '°C', '°F', 'max', 'min'] as const).filter((lamp) => !has.includes(lamp));
  const bytes: DisplayBytes = {
    encode: (display) => encodeFs9721(display, model.userSymbols),
    display: (frame) => parseFs9721(frame, model.userSymbols),
  };
  return displayFamily(fs9721Meters[index], fs9721Kind(model).format, bytes, displayStates(4_000, { without }));
});
const fs9922Families = fs9922Models.map((model, index) => {
  const bytes: DisplayBytes = {
    encode: (display) => encodeFs9922(display, model.userSymbols),
    display: (frame) => parseFs9922(frame, model.userSymbols),
  };
  const without: Lamp[] = model.userSymbols.length > 0 ? ['hFE', '°C', '°F'] : [];
  return displayFamily(fs9922Meters[index], fs9922Kind(model).format, bytes, displayStates(4_000, { without }));
});
const dtm0660Family = displayFamily(
  peaktech3415,
  dtm0660Kind.format,
  { encode: encodeDtm0660, display: parseDtm0660 },
  displayStates(6_000, { without: ['hFE'] }),
);

/** A temperature has three digits and no overload of its own. */
function bm25xStates(): Display[] {
  const states = displayStates(6_000, { without: ['hFE', '%', 'beep', 'low-battery'] });
  return states.flatMap((display) => {
    const isTemperature = display.lit.includes('°C') || display.lit.includes('°F');
    if (!isTemperature) return [display];
    return display.overload || display.places > 2 ? [] : [{ ...display, digits: display.digits % 1_000 }];
  });
}

const twoOf = (encode: (digits: number) => Uint8Array) => [encode(1_111), encode(2_222)] as const;

function meaningful(format: MeterFormat, frames: readonly Uint8Array[]): Uint8Array[] {
  return frames.filter((frame) => format.readingOf(frame) !== undefined);
}

function es519xxFamily(driver: ByteDriver, variant: Es519xxVariant): MeterFamily {
  const variants: {
    readonly lit: Exclude<Es519xxBit, 'overload'>[];
    readonly overload?: true;
    readonly digits?: number;
  }[] = [
    { lit: [] },
    { lit: ['auto'] },
    { lit: ['minus'] },
    { lit: ['auto'], overload: true },
    { lit: ['low-battery'], digits: 3_999 },
    { lit: ['hold'] },
    { lit: ['max'] },
    { lit: ['min', 'minus'] },
    { lit: ['peak-max'] },
    { lit: ['peak-min', 'minus'] },
    { lit: ['vahz'] },
    { lit: ['vahz', 'judge'] },
    { lit: ['judge', 'auto'] },
    { lit: [], digits: 0 },
  ];
  const coupled: readonly number[] = [
    functionCode.volts,
    functionCode.microamps,
    functionCode.milliamps,
    functionCode.amps,
  ];
  const { format } = es519xxKind(variant, 46);
  const encode = (frame: Es519xxFrame) => encodeEs519xx(frame, variant.optionBits);
  const states = Object.values(functionCode).flatMap((code) =>
    Array.from({ length: 8 }, (_, range) => range).flatMap((range) =>
      variants.map(({ lit, overload, digits }, index) => {
        const coupling = coupled.includes(code) ? [index % 3 === 0 ? ('ac' as const) : ('dc' as const)] : [];
        const shown = digits ?? (range * 347 + index * 613 + 12) % 4_000;
        return encode({
          range,
          digits: shown,
          functionCode: code,
          overload: overload ?? false,
          lit: [...coupling, ...lit],
        });
      }),
    ),
  );
  const range = variant === fastVariant ? 2 : 3;
  const [volts, separator] = twoOf((digits) =>
    encode({ range, digits, functionCode: functionCode.volts, overload: false, lit: ['dc'] }),
  );
  return { driver, format, states: meaningful(format, states), copies: 2, volts, separator };
}

function ut71xFamily(): MeterFamily {
  const blank: Ut71xFrame = {
    digits: 0,
    fourDigits: false,
    overload: false,
    underLimit: false,
    range: 0,
    functionIndex: 0,
    lit: [],
  };
  const variants: Partial<Ut71xFrame>[] = [
    {},
    { lit: ['auto'] },
    { lit: ['manual', 'dc'] },
    { lit: ['minus', 'auto'] },
    { lit: ['ac', 'auto'] },
    { overload: true, lit: ['auto'] },
    { underLimit: true },
    { fourDigits: true },
    { lit: ['dc', 'minus'] },
    { digits: 0 },
  ];
  const states = Array.from({ length: functionCount * 8 }, (_, place) => place).flatMap((place) =>
    variants.map((variant, index) => {
      const most = variant.fourDigits === true ? 4_000 : 40_000;
      const digits = (place * 3_347 + index * 1_613 + 12) % most;
      return encodeUt71x({ ...blank, functionIndex: place >> 3, range: place & 7, digits, ...variant });
    }),
  );
  const [volts, separator] = twoOf((digits) =>
    encodeUt71x({ ...blank, functionIndex: 1, range: 3, digits: digits * 10, lit: ['dc'] }),
  );
  const format = ut71xFormat;
  return { driver: voltcraftVc940, format, states: meaningful(format, states), copies: 1, volts, separator };
}

function eev121gwFamily(): MeterFamily {
  const variants: Partial<Eev121gwFrame>[] = [
    { lit: ['auto'] },
    { negative: true },
    { overload: true, digits: 0 },
    { lit: ['hold'] },
    { lit: ['rel', 'low-battery'], digits: 49_999 },
    { lit: ['min-max'] },
    { lit: ['peak'] },
    { digits: 0 },
  ];
  const blank: Eev121gwFrame = { mode: 0, range: 0, digits: 0, overload: false, negative: false, lit: [] };
  const states = eev121gwModes.flatMap((meaning, mode) =>
    (meaning?.exponents ?? []).flatMap((_, range) =>
      variants.flatMap((variant, index) => {
        const digits = (mode * 3_347 + range * 1_013 + index * 1_613 + 12) % 50_000;
        const symbols = meaning?.quantity === 'temperature' ? (['°C', '°F'] as const) : [undefined];
        return symbols.map((symbol) => {
          const lit = [...(variant.lit ?? []), ...(symbol === undefined ? [] : [symbol])];
          return encodeEev121gw({ ...blank, mode, range, digits, ...variant, lit });
        });
      }),
    ),
  );
  const [volts, separator] = twoOf((digits) => encodeEev121gw({ ...blank, mode: 1, range: 3, digits }));
  return { driver: eevblog121gw, format: eev121gwFormat, states, copies: 1, volts, separator };
}

export const meterFamilies: readonly MeterFamily[] = [
  ...fs9721Families,
  ut71xFamily(),
  es519xxFamily(uniTUt60g, fastVariant),
  es519xxFamily(isoTechIdm103n, slowVariant),
  ...fs9922Families,
  dtm0660Family,
  eev121gwFamily(),
  displayFamily(brymenBm25x, bm25xKind.format, { encode: encodeBm25x, display: parseBm25x }, bm25xStates()),
];
