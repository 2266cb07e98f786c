/**
 * Is somebody talking? Three witnesses that do not depend on each other: the radio's precise state, Telecom's list of
 * living calls, the audio mode. Guarantees that off-hook alone is never "active" and that two of three decide.
 */
import type { CallWitness, PhoneTelephony } from '../../../foundation/capability/phone.ts';
import { linesOf } from './parse/answer.ts';
import { parseAudioMode } from './parse/audio-mode.ts';
import { simReady } from './parse/getprop.ts';
import { parseTelecom, type TelecomReport } from './parse/telecom.ts';
import { type PhoneSlot, parseRegistry, slotInUse } from './parse/telephony.ts';
import { phoneReading, type Stamp } from './phone-reading.ts';
import type { PhoneSession } from './phone-session.ts';
import { type Answer, limited } from './shell-round.ts';

export type CallCommand = 'registry' | 'telecom' | 'audio' | 'audioPolicy' | 'sim';

export const callCommands: Readonly<Record<CallCommand, string>> = {
  registry: limited('dumpsys telephony.registry'),
  telecom: limited('dumpsys telecom'),
  audio: `${limited('dumpsys audio')} | grep -m4 -iE 'mode *= *MODE_|mMode=MODE_'`,
  audioPolicy: `${limited('dumpsys media.audio_policy')} | grep -m1 'Phone state'`,
  sim: 'getprop gsm.sim.state',
};

/** Two of the three. */
export function isActive(witnesses: PhoneTelephony['witnesses']): boolean {
  return [witnesses.precise, witnesses.telecom, witnesses.audio].filter((witness) => witness === 'active').length >= 2;
}

/** Publishes `telephony/rsrp` and `telephony/bars`. */
export function telephonyOf(session: PhoneSession, answers: Record<CallCommand, Answer>, stamp: Stamp): PhoneTelephony {
  const slot = slotInUse(parseRegistry(answers.registry.text));
  const telecom = parseTelecom(answers.telecom.text);
  const witnesses = {
    precise: preciseWitness(slot),
    telecom: telecomWitness(telecom),
    audio: audioWitness(`${answers.audio.text}\n${answers.audioPolicy.text}`),
  };
  const dialling =
    slot?.foreground === 3 ||
    slot?.foreground === 4 ||
    telecom.calls.some(({ state }) => ['NEW', 'CONNECTING', 'DIALING', 'PULLING'].includes(state));
  const telephony: PhoneTelephony = {
    serviceState: slot?.service ?? 'unknown',
    simReady: simReady(new Map([['gsm.sim.state', linesOf(answers.sim.text)[0] ?? '']])),
    callState: slot?.callState ?? 'unknown',
    witnesses,
    active: isActive(witnesses),
    dialling,
    disconnectCause: slot?.disconnectCause ?? null,
    rsrp: phoneReading('dBm', slot?.rsrp, stamp),
    signalBars: phoneReading('count', slot?.bars, stamp),
  };
  session.publish(telephony.rsrp, 'telephony/rsrp');
  session.publish(telephony.signalBars, 'telephony/bars');
  return telephony;
}

function preciseWitness(slot: PhoneSlot | undefined): CallWitness {
  if (slot?.foreground === undefined) return 'unknown';
  return slot.foreground === 1 ? 'active' : 'inactive';
}

function telecomWitness(report: TelecomReport): CallWitness {
  if (report.availability !== 'ok') return 'unknown';
  return report.calls.some(({ state, voip }) => state === 'ACTIVE' && !voip) ? 'active' : 'inactive';
}

function audioWitness(text: string): CallWitness {
  const mode = parseAudioMode(text);
  if (mode === 'unknown') return 'unknown';
  return mode === 'in-call' ? 'active' : 'inactive';
}
