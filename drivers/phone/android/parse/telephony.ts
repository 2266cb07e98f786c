/**
 * `dumpsys telephony.registry`, Android 7 to 16. Guarantees that "off-hook" is never taken for "talking", that what was
 * not measured (2147483647) is undefined, and that numbers of callers can be taken out before anything is stored.
 * Codes: AOSP PreciseCallState, ServiceState, DisconnectCause.
 */
import { plainNumber, refusalIn } from './answer.ts';

export type ServiceWord = 'in-service' | 'out-of-service' | 'emergency-only' | 'radio-off' | 'unknown';

/** One SIM slot. */
export interface PhoneSlot {
  readonly callState: 'idle' | 'ringing' | 'off-hook' | 'unknown';
  /** 0 idle, 1 active, 2 holding, 3 dialling, 4 alerting, 5 incoming, 6 waiting, 7 disconnected, 8 disconnecting. */
  readonly foreground?: number;
  readonly disconnectCause?: number;
  readonly service: ServiceWord;
  /** dBm. */
  readonly rsrp?: number;
  /** Bars, 0–4. */
  readonly bars?: number;
}

export interface RegistryReport {
  readonly availability: 'ok' | 'refused' | 'absent' | 'unknown';
  readonly slots: readonly PhoneSlot[];
}

const callStates = ['idle', 'ringing', 'off-hook'] as const;
const services = ['in-service', 'out-of-service', 'emergency-only', 'radio-off'] as const;

/** Never throws. Releases before 10 print some lines once for all slots; they count for each. */
export function parseRegistry(text: string): RegistryReport {
  const parts = text.split(/^\s*Phone Id=\d+\s*$/m);
  const before = parts[0] ?? '';
  const blocks = parts.length > 1 ? parts.slice(1) : [before];
  const slots = blocks.filter((block) => /^\s*mCallState=/m.test(block)).map((block) => slotOf(block, before));
  return { availability: slots.length > 0 ? 'ok' : (refusalIn(text) ?? 'unknown'), slots };
}

/** The slot with a call, else the one in service, else the first. */
export function slotInUse(report: RegistryReport): PhoneSlot | undefined {
  const { slots } = report;
  return (
    slots.find((slot) => slot.foreground === 1) ??
    slots.find((slot) => slot.callState === 'off-hook' || slot.callState === 'ringing') ??
    slots.find((slot) => slot.service === 'in-service') ??
    slots[0]
  );
}

function slotOf(block: string, before: string): PhoneSlot {
  const line = (key: string) =>
    new RegExp(`^\\s*${key}=(.*)$`, 'm').exec(block)?.[1] ?? new RegExp(`^\\s*${key}=(.*)$`, 'm').exec(before)?.[1];
  const precise = plainNumber(/Foreground call state: (-?\d{1,3})/.exec(line('mPreciseCallState') ?? '')?.[1]);
  const plain = plainNumber(line('mForegroundCallState'));
  const foreground = [precise, plain].find((state) => state !== undefined && state >= 0 && state <= 8);
  const cause = plainNumber(line('mCallDisconnectCause'));
  const signal = signalOf(line('mSignalStrength') ?? '');
  return {
    callState: callStates[plainNumber(line('mCallState')) ?? -1] ?? 'unknown',
    ...(foreground === undefined ? {} : { foreground }),
    // -1 not valid, 0 not disconnected.
    ...(cause !== undefined && cause > 0 && cause < 1000 ? { disconnectCause: cause } : {}),
    service: serviceOf(line('mServiceState') ?? ''),
    ...signal,
  };
}

function serviceOf(text: string): ServiceWord {
  if (/mIsEmergencyOnly=true/.test(text)) return 'emergency-only';
  // Android 7 begins with the number itself: `mServiceState=0 0 voice home …`.
  const code = /mVoiceRegState=(\d)/.exec(text)?.[1] ?? /^(\d) \d/.exec(text)?.[1];
  return services[plainNumber(code) ?? -1] ?? 'unknown';
}

function signalOf(text: string): Pick<PhoneSlot, 'rsrp' | 'bars'> {
  const technologies = [/CellSignalStrengthLte:([^}]*?)(?=,? ?m[A-Z]\w*=Cell|}|$)/, /CellSignalStrengthNr:([^}]*)/];
  for (const pattern of technologies) {
    const part = pattern.exec(text)?.[1];
    if (part === undefined) continue;
    const rsrp = power(/\b(?:rsrp|ssRsrp) ?= ?(-?\d+)/.exec(part)?.[1]);
    if (rsrp === undefined) continue;
    return { rsrp, ...barsOf(part) };
  }
  const words = /^SignalStrength: ((?:-?\d+ ){9,})/.exec(text)?.[1]?.split(' ');
  if (words !== undefined) {
    const rsrp = power(words[8]);
    return rsrp === undefined ? {} : { rsrp };
  }
  return barsOf(text);
}

function barsOf(text: string): { readonly bars?: number } {
  const levels = [...text.matchAll(/\b(?:level|mLevel) ?= ?([0-4])\b/g)].map((match) => Number(match[1]));
  return levels.length === 0 ? {} : { bars: Math.max(...levels) };
}

/** RSRP lies between -156 (NR) and -31 dBm by 3GPP. */
function power(text: string | undefined): number | undefined {
  const value = plainNumber(text);
  return value !== undefined && value >= -156 && value <= -31 ? value : undefined;
}
