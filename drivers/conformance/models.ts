/**
 * Models of the catalogue's drivers that speak otherwise than the one their simulator plays by itself: another dialect, other
 * digits, another shape of an answer. Who adds such a model adds its name here.
 */
import { catalogue } from '../catalogue.ts';
import type { ByteDriver } from '../contract/driver.ts';
import { fluke45 } from '../multimeter/fluke-45/driver.ts';
import { simulateFluke45 } from '../multimeter/fluke-45/simulator.ts';

const modelsOf: Readonly<Record<string, readonly string[]>> = {
  'scpi-multimeter': ['34401A', '34405A', 'SDM3055', 'XDM1041', 'GDM8255A', 'GDM9061', 'DM3058'],
  'keysight-u12xx': ['U1232A', 'U1242B', 'U1282A'],
  'siglent-sds': ['SDS1072CML', 'SDS2104X Plus', 'SDS824X HD'],
  'rigol-ds': ['MSO5074', 'DHO824', 'DS2072A'],
  'tektronix-tds': ['TDS2024B', 'TBS2072'],
  'keysight-infiniivision': ['MSOX3054T'],
  'riden-rd60xx': ['RD6012P'],
  'rdtech-um25c': ['UM24C', 'UM34C'],
};

/** A meter whose computer interface is set not to end its answers with a prompt. */
const withoutPrompts: ByteDriver = {
  ...fluke45,
  simulate: (unit, context) => simulateFluke45(unit, context, { model: '45', prompts: false }),
};

export interface OtherModel {
  readonly driver: ByteDriver;
  /** As the simulator takes it; absent where the driver's own simulator was replaced. */
  readonly model?: string;
  /** For the names of tests. */
  readonly name: string;
}

export const otherModels: readonly OtherModel[] = [
  ...Object.entries(modelsOf).flatMap(([id, models]) => {
    const driver = catalogue.find(({ manifest }) => manifest.id === id);
    if (driver?.link !== 'bytes') throw new Error(`no such driver: ${id}`);
    return models.map((model) => ({ driver, model, name: `${id} ${model}` }));
  }),
  { driver: withoutPrompts, name: 'fluke-45 without prompts' },
];
