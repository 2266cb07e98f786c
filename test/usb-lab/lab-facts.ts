/** What the devices of the lab are called and show: known to the rack, to the cases in the guest, and to the test. */

export const deviceNames = ['scope', 'other-scope', 'lead', 'short-lead', 'supply', 'cable', 'phone'] as const;
export type DeviceName = (typeof deviceNames)[number];

export const busIds: Readonly<Record<DeviceName, string>> = {
  scope: '1-1',
  'other-scope': '1-2',
  lead: '1-3',
  'short-lead': '1-4',
  supply: '1-5',
  cable: '1-6',
  phone: '1-7',
};

export const serials = {
  scope: 'DS1ZA000000001',
  'other-scope': 'DS1ZA000000002',
  lead: '00A1B2C3',
  supply: '002700240048',
  cable: 'A9ZZ1234',
  phone: 'LAB0PHONE01',
} as const;

/** Volts at the meters' probes, and at channel 1 of the oscilloscopes. */
export const shownVolts = { battery: 3.842, charger: 5.02 } as const;

/** Points in an oscilloscope's memory. */
export const memoryPoints = 60_000;

/** What a case of the lab tells on the console, one line each, behind this. */
export const mark = '@usb-lab ';

export interface CaseOutcome {
  readonly name: string;
  /** Facts by name, for the test to judge. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** Why there are none. */
  readonly error?: string;
  readonly ms: number;
}
