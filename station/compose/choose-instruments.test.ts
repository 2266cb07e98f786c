import { describe, expect, it } from 'vitest';
import type { DiscoveredInstrument } from '../../drivers/bench/bench-api.ts';
import type { Failure } from '../../foundation/failure.ts';
import type { DeclaredProcedure } from '../../procedures/language/procedure.ts';
import type { BenchInstrument } from '../record/entry.ts';
import { chooseInstruments, type Surroundings } from './choose-instruments.ts';

const needs = {
  phone: { capability: 'Phone', optional: false },
  meter: { capability: 'Multimeter', optional: false },
};
const procedure = { id: 'p', needs } as unknown as DeclaredProcedure;

function phone(serial: string): DiscoveredInstrument {
  return { address: `adb:${serial}`, kind: 'adb', candidates: ['android'], state: 'usable' };
}

function port(address: string, ...candidates: string[]): DiscoveredInstrument {
  return { address, kind: 'serial', candidates, state: 'usable' };
}

function around(found: readonly DiscoveredInstrument[], more: Partial<Surroundings> = {}): Surroundings {
  return { simulated: undefined, found, held: [], unit: {}, before: {}, ...more };
}

const meter = port('/dev/ttyUSB0', 'uni-t-ut61e');
const auto = { kind: 'auto' } as const;

function refusal(act: () => unknown): Failure {
  try {
    act();
  } catch (error) {
    return error as Failure;
  }
  throw new Error('it was not refused');
}

describe('a procedure that must know a reading which not every model has', () => {
  const charging = {
    id: 'p',
    needs: { usb: { capability: 'UsbMeter', optional: false, tells: ['current', 'energy'] } },
  } as unknown as DeclaredProcedure;
  const [without, counting] = [port('usb:5fc9:0063', 'chargerlab-km003c'), port('/dev/rfcomm0', 'rdtech-um25c')];
  const lacks = {
    code: 'bench/lacks-reading',
    params: { role: 'usb', driver: 'chargerlab-km003c', readings: 'energy' },
  };

  it('takes the one that has it, whatever else is plugged in', () => {
    expect(chooseInstruments(auto, charging, around([without, counting])).usb?.driver).toBe('rdtech-um25c');
  });

  it('is refused before it begins where only one without it is there, found, held or named', () => {
    expect(refusal(() => chooseInstruments(auto, charging, around([without])))).toMatchObject(lacks);
    const held = [{ driver: 'chargerlab-km003c', address: 'usb:5fc9:0063' }];
    expect(refusal(() => chooseInstruments(auto, charging, around([], { held })))).toMatchObject(lacks);
    for (const driver of [undefined, 'chargerlab-km003c']) {
      const named = { ...auto, use: { usb: { address: 'usb:5fc9:0063', ...(driver && { driver }) } } };
      expect(refusal(() => chooseInstruments(named, charging, around([without, counting])))).toMatchObject(lacks);
    }
  });

  it('takes any meter when it does not ask for that reading', () => {
    const plain = {
      id: 'p',
      needs: { usb: { capability: 'UsbMeter', optional: false } },
    } as unknown as DeclaredProcedure;
    expect(chooseInstruments(auto, plain, around([without])).usb?.driver).toBe('chargerlab-km003c');
  });
});

describe('instruments that are found by themselves', () => {
  it('one of each kind needs no question', () => {
    expect(chooseInstruments(auto, procedure, around([phone('A1'), meter]))).toEqual({
      phone: { driver: 'android', address: 'adb:A1' },
      meter: { driver: 'uni-t-ut61e', address: '/dev/ttyUSB0' },
    });
  });

  it('of sixteen phones the one of the ticket is taken, by its serial number in any case', () => {
    const phones = Array.from({ length: 16 }, (_, index) => phone(`SN${index}`));
    const chosen = chooseInstruments(auto, procedure, around([...phones, meter], { unit: { serial: 'sn11' } }));
    expect(chosen.phone?.address).toBe('adb:SN11');
  });

  it('of two phones that the ticket does not tell apart none is taken, and the person is asked', () => {
    for (const unit of [{}, { serial: 'SN9' }]) {
      const asked = refusal(() =>
        chooseInstruments(auto, procedure, around([phone('A'), phone('B'), meter], { unit })),
      );
      expect(asked).toMatchObject({
        code: 'bench/which-one',
        params: { role: 'phone', capability: 'Phone', addresses: 'adb:A, adb:B' },
      });
    }
  });

  it('a meter that another run has is a possible one all the same, so the free one is not taken for it', () => {
    const busy = { ...port('/dev/ttyUSB1', 'uni-t-ut61e'), state: 'not-usable' as const };
    const taken = { ...busy, reason: { code: 'port/busy', params: {} } };
    expect(refusal(() => chooseInstruments(auto, procedure, around([phone('A'), meter, taken]))).code).toBe(
      'bench/which-one',
    );
    const broken = { ...busy, reason: { code: 'port/no-permission', params: {} } };
    expect(chooseInstruments(auto, procedure, around([phone('A'), meter, broken])).meter?.address).toBe('/dev/ttyUSB0');
  });

  it('a lead that several meters come with is not guessed; what a person opened there is known', () => {
    const lead = port('hid:/dev/hidraw0', 'uni-t-ut61e-plus', 'uni-t-ut8803e');
    const asked = refusal(() => chooseInstruments(auto, procedure, around([phone('A'), lead])));
    expect(asked).toMatchObject({ code: 'bench/which-driver', params: { role: 'meter', address: 'hid:/dev/hidraw0' } });
    const held = [{ driver: 'uni-t-ut8803e', address: 'hid:/dev/hidraw0' }];
    expect(chooseInstruments(auto, procedure, around([phone('A'), lead], { held })).meter?.driver).toBe(
      'uni-t-ut8803e',
    );
  });

  it('what a person opened comes before what was only found', () => {
    const held = [{ driver: 'uni-t-ut61e', address: '/dev/ttyUSB7' }];
    const chosen = chooseInstruments(auto, procedure, around([phone('A'), meter], { held }));
    expect(chosen.meter?.address).toBe('/dev/ttyUSB7');
  });

  it('an interrupted run gets what it had, however many others are there now', () => {
    const had = { role: 'phone', driver: 'android', address: 'adb:B' } as BenchInstrument;
    const chosen = chooseInstruments(
      auto,
      procedure,
      around([phone('A'), phone('B'), meter], { before: { phone: had } }),
    );
    expect(chosen.phone?.address).toBe('adb:B');
  });
});

describe('instruments that a person names', () => {
  const two = [phone('A'), phone('B'), meter, port('/dev/ttyUSB1', 'uni-t-ut61e')];

  it('are taken, and what is left needs no question then', () => {
    const use = { phone: { address: 'adb:B' }, meter: { address: '/dev/ttyUSB1' } };
    expect(chooseInstruments({ kind: 'auto', use }, procedure, around(two))).toEqual({
      phone: { driver: 'android', address: 'adb:B' },
      meter: { driver: 'uni-t-ut61e', address: '/dev/ttyUSB1' },
    });
  });

  it('two roles of one kind: naming one leaves the other', () => {
    const both = { in: needs.meter, out: needs.meter };
    const use = { out: { address: '/dev/ttyUSB0' } };
    const chosen = chooseInstruments({ kind: 'auto', use }, { ...procedure, needs: both } as never, around(two));
    expect([chosen.in?.address, chosen.out?.address]).toEqual(['/dev/ttyUSB1', '/dev/ttyUSB0']);
  });

  it('and that are not there, or that nothing needs, are refused by name', () => {
    const using = (role: string, address: string) =>
      refusal(() => chooseInstruments({ kind: 'auto', use: { [role]: { address } } }, procedure, around(two)));
    expect(using('phone', 'adb:Z')).toMatchObject({ code: 'bench/not-there', params: { role: 'phone' } });
    // A meter is no phone.
    expect(using('phone', '/dev/ttyUSB0')).toMatchObject({ code: 'bench/not-there' });
    expect(using('scope', '/dev/ttyUSB0')).toMatchObject({ code: 'bench/no-such-role', params: { role: 'scope' } });
  });
});

describe('a meter whose port has got another name since', () => {
  const cable = (address: string, usbPath: string): DiscoveredInstrument => ({
    ...port(address, 'uni-t-ut61e'),
    ...{ stableId: `1a86:7523@${usbPath}`, usbPath },
  });
  const past: BenchInstrument = {
    ...{ role: 'meter', capability: 'Multimeter', driver: 'uni-t-ut61e', driverVersion: '1', simulated: false },
    ...{ address: '/dev/ttyUSB0', identity: { make: 'UNI-T', model: 'UT61E' } },
    usb: { stableId: '1a86:7523@1-1', usbPath: '1-1' },
  };
  const found = [phone('A1'), cable('/dev/ttyUSB0', '1-2'), cable('/dev/ttyUSB1', '1-1')];
  const usb = { stableId: '1a86:7523@1-1', usbPath: '1-1' };

  it('is the one that the run goes on with, found by itself or once chosen by its address', () => {
    const before = { meter: past };
    const use = { meter: { address: '/dev/ttyUSB0', driver: 'uni-t-ut61e' } };
    for (const choice of [auto, { ...auto, use }]) {
      const chosen = chooseInstruments(choice, procedure, around(found, { before }));
      expect(chosen.meter).toEqual({ driver: 'uni-t-ut61e', address: '/dev/ttyUSB1', usb });
    }
  });

  it('is left where a person has chosen the other one since', () => {
    const use = { meter: { address: '/dev/ttyUSB0', driver: 'uni-t-ut61e' } };
    const more = { before: { meter: past }, chosenAnew: true };
    const chosen = chooseInstruments({ ...auto, use }, procedure, around(found, more));
    expect(chosen.meter).toMatchObject({ address: '/dev/ttyUSB0', usb: { stableId: '1a86:7523@1-2' } });
  });

  it('is asked for by its name where a person has opened it', () => {
    const held = [{ driver: 'uni-t-ut61e', address: '/dev/ttyUSB1' }];
    expect(chooseInstruments(auto, procedure, around(found, { held })).meter).toMatchObject({ usb });
  });
});
