/** Procedures that run away, one of each kind, as sources. */

/** A whole procedure file around the body of its `run`. */
export function procedureSource(body: string, extra = ''): string {
  return `
import { limit, procedure, prompt, q, sec, min } from 'ohmstead/language';
const text = (en: string) => ({ 'zh-CN': en, 'zh-TW': en, en });
${extra}
export default procedure({
  id: 'runaway', version: '1.0.0', title: text('Runaway'),
  needs: { meter: 'Multimeter' },
  stages: { one: text('One'), two: text('Two'), state: text('State') },
  measures: { voltage: limit.volts(text('Voltage')).atMost(5) },
  findings: { odd: text('Odd') },
  async run(t, { meter }) {
${body}
  },
});
`;
}

/** Kind → body, and whether the script itself hides the trouble, so that only force can end it. */
export const runaways: Readonly<Record<string, { readonly body: string; readonly stubborn: string }>> = {
  loop: {
    body: 'for (;;) {}',
    stubborn: 'for (;;) { try { for (;;) {} } catch {} }',
  },
  recursion: {
    body: 'const deeper = (n: number): number => 1 + deeper(n + 1); deeper(0);',
    stubborn: 'const deeper = (n: number): number => 1 + deeper(n + 1); for (;;) { try { deeper(0); } catch {} }',
  },
  memory: {
    body: 'const hoard: unknown[] = []; for (;;) hoard.push(new Uint8Array(1_000_000));',
    stubborn:
      'for (;;) { try { const hoard: unknown[] = []; for (;;) hoard.push(new Uint8Array(1_000_000)); } catch {} }',
  },
  'promise-flood': {
    body: 'for (;;) await null;',
    stubborn: 'const again = () => { void Promise.resolve().then(again); }; again(); for (;;) await null;',
  },
  'message-flood': {
    body: 'for (let n = 0; n < 5_000; n += 1) void t.note("odd", { n });',
    stubborn: 'for (;;) { try { void t.note("odd"); await null; } catch {} }',
  },
  'message-size': {
    body: 'await t.note("odd", { text: "x".repeat(3_000_000) });',
    stubborn: 'await t.note("odd", { text: "x".repeat(3_000_000) });',
  },
};
