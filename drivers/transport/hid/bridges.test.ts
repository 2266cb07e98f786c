import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bridgeOf, type HidBridge, hidBridges, plainReports } from './bridges.ts';

const seed = Number(process.env.TEST_SEED ?? 20_260_105);
const vectors = resolve(import.meta.dirname, '../../../../shared/vectors/multimeter/hid-bridges.json');
const noVectors = existsSync(vectors) ? '' : ' (skipped: the real reports are not on this machine)';
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));
const meter = { baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 1 } as const;

function named(name: HidBridge['name']): HidBridge {
  const found = hidBridges.find((bridge) => bridge.name === name);
  if (found === undefined) throw new Error(name);
  return found;
}

interface RealReports {
  readonly ut_d04_interrupt_in: readonly string[];
  readonly ut_d04_payload: string;
  readonly cp2110: {
    readonly set_feature_uart_enable: string;
    readonly set_feature_uart_config: string;
    readonly interrupt_in: readonly string[];
  };
}

describe.skipIf(noVectors !== '')(`reports of real bridges${noVectors}`, () => {
  const real = noVectors === '' ? (JSON.parse(readFileSync(vectors, 'utf8')) as RealReports) : undefined;

  it('of a UT-D04 are put together to what the meter sent, empty ones left out', () => {
    const data = real?.ut_d04_interrupt_in.map((report) => hex(named('CH9325').dataIn(bytesOf(report)))).join('');
    expect(data).toBe(real?.ut_d04_payload);
  });

  it('of a CP2110 deliver one byte each, and its line is set as the maker sets it', () => {
    const cp2110 = named('CP2110');
    expect(real?.cp2110.interrupt_in.map((report) => hex(cp2110.dataIn(bytesOf(report)))).join('')).toBe('00a20d0a');
    const features = cp2110.setUp(meter).map(({ bytes }) => hex(bytes));
    expect(features).toEqual([real?.cp2110.set_feature_uart_enable, real?.cp2110.set_feature_uart_config, '4302']);
  });
});

describe.each(hidBridges.map((bridge) => [bridge.name, bridge] as const))('%s', (_name, bridge) => {
  it(`carries any bytes both ways unchanged, in reports of a size it can have (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const reports = bridge.reportsOut(bytes);
        expect(hex(Buffer.concat(reports.map((report) => bridge.dataOut(report))))).toBe(hex(bytes));
        for (const report of reports) expect(bridge.dataOut(report).length).toBeGreaterThan(0);
        const piece = bytes.slice(0, bridge.mostInReport);
        expect(hex(bridge.dataIn(bridge.reportIn(piece)))).toBe(hex(piece));
      }),
      { seed, numRuns: 300 },
    );
  });

  it(`given any report gives no byte that is not in it (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (report) => {
        const data = bridge.dataIn(report);
        expect(hex(data)).toBe(hex(report.slice(1, 1 + data.length)));
        expect(data.length).toBeLessThanOrEqual(Math.max(0, report.length - 1));
      }),
      { seed, numRuns: 500 },
    );
  });

  it('is known by its USB ids', () => expect(bridgeOf(bridge.vendor, bridge.product)).toBe(bridge));
});

describe('a line', () => {
  it('of seven bits with parity is eight bits to the CH9325, which knows no parity', () => {
    const [report] = named('CH9325').setUp({ ...meter, baudRate: 19_200, dataBits: 7, parity: 'odd' });
    expect(hex(report?.bytes ?? new Uint8Array())).toBe('004b000003');
  });

  it('other than its own cannot be set on a CH9329', () => {
    expect(named('CH9329').setUp(meter)).toEqual([]);
    expect(() => named('CH9329').setUp({ ...meter, baudRate: 2_400 })).toThrow(
      expect.objectContaining({ code: 'hid/line-not-possible' }),
    );
  });
});

describe('an instrument without a bridge', () => {
  it('is given reports of 64 bytes, filled with zeros, and its own come as they are', () => {
    const [first, second, ...more] = plainReports.reportsOut(Uint8Array.from({ length: 70 }, (_, index) => index + 1));
    expect([first?.length, second?.length, more.length]).toEqual([64, 64, 0]);
    expect(hex(second?.subarray(0, 7) ?? new Uint8Array(0))).toBe('41424344454600');
    const report = Uint8Array.from({ length: 64 }, (_, index) => 255 - index);
    expect(plainReports.dataIn(report)).toEqual(report);
    expect(plainReports.setUp(meter)).toEqual([]);
  });
});
