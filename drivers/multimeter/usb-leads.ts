/** USB ids of the HID leads that several meters come with: hints, as a lead tells nothing of the meter behind it. */

/** UT-D04, with the CH9325; the lead of nearly every UNI-T, Voltcraft and Tenma handheld of its time. */
export const utD04 = [{ vendor: 0x1a86, product: 0xe008 }] as const;

/** CP2110, built into UNI-T's later meters or in the UT-D09; and the CH9329 of the UT-D09A. */
export const utD09 = [
  { vendor: 0x10c4, product: 0xea80 },
  { vendor: 0x1a86, product: 0xe429 },
] as const;
