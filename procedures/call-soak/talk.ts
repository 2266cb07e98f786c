/** Dialling a call and watching it. Everything a later look needs to know of an earlier one stands in the sample. */
import { q, type Soak, type SoakMoment, sec } from '../language/index.ts';
import { callNow } from '../parts/call-witness.ts';
import { told } from '../parts/judged.ts';
import type { Bench, Run } from './declared.ts';

export type Talk = Soak<Awaited<ReturnType<typeof talkSample>>>;

/** Looks in a row without two witnesses: a minute of them. */
const mostUnknown = 12;
/** Seconds of the phone's uptime after which nobody has answered; a little more than the limit, to see what is just too late. */
const dialSeconds = 35;

/** A fresh call, so that its set-up is really timed: what a try before this one left behind is hung up first. */
export async function dial(t: Run, { phone }: Bench, number: string) {
  const left = await phone.sample({ telephony: true });
  if (left.telephony.callState !== 'idle') {
    await phone.hangUp();
    await t.sleep(sec(4));
  }
  const { uptime: from } = await phone.moment();
  await phone.placeCall({ number });
  for (;;) {
    await t.sleep(sec(1));
    const { uptime, telephony } = await phone.sample({ telephony: true });
    const cause = telephony.disconnectCause ?? 0;
    if (callNow(telephony) === 'active') return { from, up: uptime, cause };
    const waited = (uptime.value ?? 0) - (from.value ?? 0);
    if (waited > dialSeconds) return { from, up: null, cause };
  }
}

/** One look at the call, with the battery every sixth time. `bootId`: of the phone as it was claimed. */
export async function talkSample({ phone }: Bench, bootId: string, { index, last }: SoakMoment) {
  const { uptime, telephony, ...moment } = await phone.sample({ telephony: true });
  const battery = index % 6 === 0 ? (await phone.sample({ battery: true })).battery : null;
  const call = callNow(telephony);
  const unknownBefore = typeof last?.unknown === 'number' ? last.unknown : 0;
  const unknown = call === 'unknown' ? unknownBefore + 1 : 0;
  const celsius = battery?.temperature.value ?? 0;
  return {
    // Only while somebody talks: the time between the first and the last of these is the talk time.
    uptime: call === 'active' ? told(uptime, 'uptime') : null,
    temperature: battery === null ? null : told(battery.temperature, 'temperature'),
    level: battery === null ? null : told(battery.level, 'level'),
    rsrp: telephony.rsrp.status === 'ok' ? telephony.rsrp : null,
    // What the phone does not tell is neither in service nor out of it.
    outOfService:
      telephony.serviceState === 'unknown' ? null : q.count(telephony.serviceState === 'in-service' ? 0 : 1),
    cause: q.count(telephony.disconnectCause ?? 0),
    call,
    unknown,
    end: endOf(moment.bootId !== bootId, call, unknown, celsius),
  };
}

function endOf(rebooted: boolean, call: string, unknown: number, celsius: number): string | null {
  if (rebooted) return 'rebooted';
  if (call === 'ended') return 'ended';
  if (unknown >= mostUnknown) return 'cannot-tell';
  return celsius > 48 ? 'too-hot' : null;
}
