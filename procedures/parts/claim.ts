/** Who is on the bench, written into the record before anything is measured. */

/** The part of a phone's identity that goes into the notes. */
export interface ClaimedUnit {
  readonly brand: string;
  readonly model: string;
  readonly marketName?: string;
  readonly serial: string;
  readonly androidRelease: string;
  readonly softwareModified: boolean;
}

export interface ClaimTeller {
  note(code: 'unit' | 'software-modified', params?: Readonly<Record<string, string>>): Promise<void>;
}

export async function noteUnit(t: ClaimTeller, unit: ClaimedUnit): Promise<void> {
  const { brand, model, marketName, serial, androidRelease, softwareModified } = unit;
  await t.note('unit', { brand, model: marketName ?? model, serial, android: androidRelease });
  if (softwareModified) await t.note('software-modified');
}
