/** The simulated meters: how each one names itself and writes its answers. Sources as for the dialects. */
import type { Dialect } from './dialect.ts';
import { dialectOf } from './dialects.ts';

export type ModelName =
  | '34401A'
  | '34405A'
  | '34460A'
  | '34461A'
  | '34465A'
  | 'SDM3055'
  | 'XDM1041'
  | 'XDM1241'
  | 'XDM2041'
  | 'GDM8255A'
  | 'GDM9061'
  | 'DM3058';

export interface SimulatedModel {
  readonly identity: string;
  readonly dialect: Dialect;
  /** Weight of the last digit as a part of the range. */
  readonly resolution: number;
  /** Milliseconds for one measurement. */
  readonly measureMs: number;
  readonly overload: string;
  /** Digits behind the point of a number. */
  readonly decimals: number;
  /** Whether positive numbers carry a sign. */
  readonly plus: boolean;
  readonly lineEnd: '\n' | '\r\n';
  /** Whose own commands it obeys beside the common ones. */
  readonly own?: 'gdm' | 'rigol';
  /** The OWON meters know no `*OPC?`, no `READ?` and no error queue. */
  readonly plainScpi: boolean;
}

const identities: Readonly<Record<ModelName, string>> = {
  '34401A': 'HEWLETT-PACKARD,34401A,0,11-5-2',
  '34405A': 'Agilent Technologies,34405A,MY50000001,1.09-3.07',
  '34460A': 'Keysight Technologies,34460A,MY53000001,A.02.14-02.40-02.14-00.49-01-01',
  '34461A': 'Keysight Technologies,34461A,MY53000002,A.02.14-02.40-02.14-00.49-02-01',
  '34465A': 'Keysight Technologies,34465A,MY54500001,A.02.14-02.40-02.14-00.49-03-01',
  SDM3055: 'Siglent Technologies,SDM3055,SDM35GBQ000001,1.01.01.25',
  XDM1041: 'OWON,XDM1041,2143001,V4.3.0,3',
  XDM1241: 'OWON,XDM1241,2143002,V4.3.0,3',
  XDM2041: 'OWON,XDM2041,2143003,V3.3.0,2',
  GDM8255A: 'GW.Inc,GDM8255A,GEQ000001,1.07',
  GDM9061: 'GWInstek,GDM9061,GEV000001,1.00',
  DM3058: 'RIGOL TECHNOLOGIES,DM3058,DM3A000001,01.01.00.02.02.00',
};

export const modelNames = Object.keys(identities) as ModelName[];

const resolutions: Readonly<Record<string, number>> = { '34405a': 1e-5, sdm3055: 5e-6, xdm: 2e-5 };

export function simulatedModel(name: ModelName): SimulatedModel {
  const identity = identities[name];
  const dialect = dialectOf(identity);
  if (dialect === undefined) throw new Error(`no dialect for ${identity}`);
  const plainScpi = dialect.id !== 'xdm';
  const own = dialect.id === 'dm3058' ? 'rigol' : dialect.id.startsWith('gdm') ? 'gdm' : undefined;
  return {
    ...(own === undefined ? {} : { own }),
    identity,
    dialect,
    plainScpi,
    resolution: resolutions[dialect.id] ?? 3e-7,
    measureMs: name === '34401A' || name === '34405A' ? 120 : 60,
    overload: plainScpi ? '9.90000000E+37' : '1.000000E+09',
    decimals: plainScpi ? 8 : 6,
    plus: plainScpi,
    lineEnd: plainScpi ? '\n' : '\r\n',
  };
}
