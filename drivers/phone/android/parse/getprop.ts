/**
 * `getprop`: `[key]: [value]`, where values may hold newlines (the boot reason history does on most phones). Guarantees
 * that a line inside a value is never taken for a property. Coverage of the names: getActivity/AndroidSystemPropertyCollect.
 */

export type Properties = ReadonlyMap<string, string>;

/** All properties; the first occurrence of a key wins. */
export function parseGetprop(text: string): Properties {
  const properties = new Map<string, string>();
  for (const match of text.replaceAll('\r', '').matchAll(/^\[([^\]\n]+)\]: \[([\s\S]*?)\]$/gm)) {
    const [, key, value] = match;
    if (key !== undefined && value !== undefined && !properties.has(key)) properties.set(key, value);
  }
  return properties;
}

/** The first of the properties that is there and not empty. */
export function firstOf(properties: Properties, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = properties.get(key)?.trim();
    if (value !== undefined && value !== '') return value;
  }
  return undefined;
}

/** What boards and emulators give where a serial should be; the same on every one of them. */
const noSerial = /^(unknown|0+|0123456789ABCDEF|EMULATOR.*)$/i;

/** The serial of the phone itself, which stays the same whatever cable or network it is reached by. */
export function serialOf(properties: Properties): string | undefined {
  const serials = ['ro.serialno', 'ro.boot.serialno'].map((key) => properties.get(key)?.trim() ?? '');
  return serials.find((serial) => serial !== '' && !noSerial.test(serial));
}

/** The name it is sold under; Samsung, Google, Motorola and some others do not tell. */
export function marketNameOf(properties: Properties): string | undefined {
  return firstOf(
    properties,
    'ro.config.marketing_name',
    'ro.product.marketname',
    'ro.product.odm.marketname',
    'ro.vendor.oplus.market.name',
    'ro.vendor.oplus.market.enname',
    'ro.oppo.market.name',
    'ro.vivo.market.name',
    'ro.vivo.product.release.name',
  );
}

/** The maker's own system and its version, for example `One UI 8.0` or `HyperOS OS1.0`. */
export function vendorOsOf(properties: Properties): string | undefined {
  const oneUi = Number(properties.get('ro.build.version.oneui') ?? Number.NaN);
  if (Number.isInteger(oneUi) && oneUi >= 10000) {
    return `One UI ${Math.floor(oneUi / 10000)}.${Math.floor((oneUi % 10000) / 100)}`;
  }
  const named: readonly (readonly [string, string])[] = [
    ['ro.mi.os.version.name', 'HyperOS'],
    ['ro.miui.ui.version.name', 'MIUI'],
    ['hw_sc.build.platform.version', 'HarmonyOS'],
    ['msc.config.magic.version', 'MagicOS'],
    ['ro.build.version.emui', 'EMUI'],
    ['ro.build.version.oplusrom', 'ColorOS'],
    ['ro.build.version.opporom', 'ColorOS'],
    ['ro.vivo.os.version', 'Funtouch'],
  ];
  for (const [key, name] of named) {
    const version = firstOf(properties, key);
    if (version !== undefined) return `${name} ${version}`;
  }
  return undefined;
}

/** Unlocked, not verified green, or a tripped Knox bit: software that the maker did not sign. Compared without case. */
export function softwareModified(properties: Properties): boolean {
  const verified = firstOf(properties, 'ro.boot.verifiedbootstate')?.toLowerCase();
  const device = firstOf(properties, 'ro.boot.vbmeta.device_state')?.toLowerCase();
  return (
    (verified !== undefined && verified !== 'green') ||
    device === 'unlocked' ||
    properties.get('ro.boot.flash.locked') === '0' ||
    properties.get('ro.boot.warranty_bit') === '1'
  );
}

/** Whether any slot holds a SIM that is ready for use (`gsm.sim.state`, one word per slot). */
export function simReady(properties: Properties): boolean {
  return /\b(LOADED|READY)\b/.test((properties.get('gsm.sim.state') ?? '').replaceAll('NOT_READY', ''));
}
