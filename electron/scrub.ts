/**
 * What must not stand in a log or a diagnostics file: secrets, and what identifies a customer or their phone. Rather too
 * much is taken out than too little.
 */

const rules: readonly (readonly [RegExp, string])[] = [
  // key=value, "key":"value", key: value
  [
    /((?:token|secret|password|passwd|api[-_]?key|authorization|cookie|pin)["']?\s*[:=]\s*["']?)(?:(?:bearer|basic|token)\s+)?[^\s"',;}]+/gi,
    '$1[removed]',
  ],
  [/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, '$1 [removed]'],
  // name:password@host in an address
  [/\/\/[^\s/@:]+:[^\s/@]+@/g, '//[removed]@'],
  [/\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/g, '[e-mail]'],
  // IMEI and IMEISV are 15 or 16 digits, an ICCID 18 to 22, an IMSI 14 or 15; also written in groups.
  [/(?<![\d.])\d(?:[ -]?\d){13,21}(?![\d.]|[ -]?\d)/g, '[number]'],
  // A phone number: an international one, or 9 to 13 digits in one piece or in the usual groups.
  [/(?<![\w.])\+\d(?:[ ()-]?\d){6,14}\b/g, '[phone]'],
  [/(?<![\w.:-])(?:\(\d{2,4}\)|0\d{1,4})[ -]?\d{3,4}[ -]?\d{3,4}(?![\w.:-])/g, '[phone]'],
  [/(?<![\w.:-])1[3-9]\d(?:[ -]?\d{4}){2}(?![\w.:-])/g, '[phone]'],
];

export function scrub(text: string): string {
  return rules.reduce((scrubbed, [pattern, replacement]) => scrubbed.replace(pattern, replacement), text);
}
