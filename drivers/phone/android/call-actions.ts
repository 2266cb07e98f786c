/** Placing and ending a call. Guarantees that the number is in no failure and no log of ours. */
import type { CallOptions } from '../../contract/driver.ts';
import type { PhoneSession } from './phone-session.ts';
import { mustHaveWorked } from './refusal.ts';
import { askAll, limited } from './shell-round.ts';
import { checked, dialString, quoted } from './shell-words.ts';

const keyEndCall = 6;

/** The shell may place calls (CALL_PHONE). A phone with two SIMs and no default shows a chooser: the call then never dials. */
export async function placeCall(session: PhoneSession, number: string, options: CallOptions): Promise<void> {
  const uri = `tel:${checked('number', number, dialString).replaceAll('#', '%23')}`;
  const command = limited(`am start -a android.intent.action.CALL -d ${quoted(uri)}`);
  const { start } = await askAll(session.link, { start: command }, options);
  mustHaveWorked('call', start);
}

/** Xiaomi and OPPO need the switch "USB debugging (Security settings)" for this: `phone/refused` without it. */
export async function hangUp(session: PhoneSession, options: CallOptions): Promise<void> {
  const { key } = await askAll(session.link, { key: limited(`input keyevent ${keyEndCall}`) }, options);
  mustHaveWorked('end-call-key', key);
}
