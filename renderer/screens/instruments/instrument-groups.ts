/** The list as people look for things: what is connected, what could be, what cannot be and why. Pure. */
import type { Language } from '../../../foundation/measurement/declaration.ts';
import type { InstrumentState, InstrumentView } from '../../../station/api/instruments.ts';
import { modelText } from '../../../station/texts/model-text.ts';

export type GroupName = 'connected' | 'found' | 'unusable';

export interface InstrumentGroup {
  readonly name: GroupName;
  readonly instruments: readonly InstrumentView[];
}

const groupOfState: Readonly<Record<InstrumentState, GroupName>> = {
  online: 'connected',
  connecting: 'connected',
  lost: 'connected',
  'in-run': 'connected',
  found: 'found',
  unusable: 'unusable',
};

const groupNames: readonly GroupName[] = ['connected', 'found', 'unusable'];

/** What keeps the station from looking at all has no address: it stands above the list. */
export function isHindrance({ address }: InstrumentView): boolean {
  return address === '';
}

/** Groups with something in them; inside a group real ones before simulated ones, then by name and address. */
export function instrumentGroups(instruments: readonly InstrumentView[]): readonly InstrumentGroup[] {
  const places = instruments.filter((one) => !isHindrance(one));
  return groupNames
    .map((name) => ({
      name,
      instruments: places.filter(({ state }) => groupOfState[state] === name).sort(byName),
    }))
    .filter((group) => group.instruments.length > 0);
}

function byName(one: InstrumentView, other: InstrumentView): number {
  const simulated = Number(one.simulated) - Number(other.simulated);
  return simulated || byText(nameOf(one), nameOf(other)) || byText(one.address, other.address);
}

/** `UT61` before `UT171`, `ttyUSB2` before `ttyUSB10`. */
const { compare: byText } = new Intl.Collator('en', { numeric: true });

/** Make and model where it has told them; what only describes it stands in the person's language. */
export function nameOf({ identity, label, address }: InstrumentView, language: Language = 'en'): string {
  const told = identity === null ? '' : `${identity.make} ${identity.model}`.trim();
  return modelText(told || label || address, language);
}
