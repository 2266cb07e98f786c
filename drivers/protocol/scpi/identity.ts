/** The answer to `*IDN?`: vendor, model, serial number, firmware. Tolerates missing fields and commas in the firmware. */

export interface ScpiIdentity {
  /** The maker as people know it, whatever name its firmware still carries. */
  readonly make: string;
  /** As it was sent. */
  readonly vendor: string;
  readonly model: string;
  readonly serial?: string;
  readonly firmware?: string;
}

const makes: readonly (readonly [RegExp, string])[] = [
  [/^hewlett-packard$|^hp$/i, 'Hewlett-Packard'],
  [/^agilent/i, 'Agilent'],
  [/^keysight/i, 'Keysight'],
  [/^rigol/i, 'Rigol'],
  [/^siglent/i, 'Siglent'],
  [/^gw\.?(inc|instek)?/i, 'GW Instek'],
  [/^lecroy|^teledyne lecroy/i, 'LeCroy'],
  [/^tektronix/i, 'Tektronix'],
  [/^owon/i, 'OWON'],
  [/^fluke/i, 'Fluke'],
];

/** `undefined` when there are not even a vendor and a model. A serial number of nothing or `0` is none. */
export function parseIdentity(text: string): ScpiIdentity | undefined {
  const [vendor = '', model = '', serial = '', ...rest] = text.split(',').map((field) => field.trim());
  if (vendor === '' || model === '') return undefined;
  const firmware = rest.join(',');
  const make = makes.find(([pattern]) => pattern.test(vendor))?.[1] ?? vendor;
  return {
    make,
    vendor,
    model,
    ...(serial === '' || serial === '0' ? {} : { serial }),
    ...(firmware === '' ? {} : { firmware }),
  };
}
