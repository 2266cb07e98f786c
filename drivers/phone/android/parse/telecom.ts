/**
 * `dumpsys telecom` and Telecom's log lines. Guarantees that only calls that live now are listed: those between
 * `mCalls:` and `mCallAudioManager:`; an ACTIVE in the history is never one of them.
 */
import { linesOf, refusalIn } from './answer.ts';

export interface TelecomCall {
  readonly id: string;
  /** `ACTIVE`, `DIALING`, `RINGING` …, as the phone writes it. */
  readonly state: string;
  readonly voip: boolean;
}

export interface TelecomReport {
  readonly availability: 'ok' | 'refused' | 'absent' | 'unknown';
  readonly calls: readonly TelecomCall[];
}

/** A change of state by the phone's own clock. */
export interface CallTransition {
  /** `MM-DD hh:mm:ss.mmm`; the log has no year. */
  readonly when: string;
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** Never throws. */
export function parseTelecom(text: string): TelecomReport {
  const lines = linesOf(text);
  const start = lines.findIndex((line) => line.startsWith('mCalls:'));
  const audio = lines.findIndex((line) => line.startsWith('mCallAudioManager:'));
  // Without a call list the audio manager's own list of living calls is as good.
  const live = start >= 0 ? lines.slice(start + 1, audio > start ? audio : undefined) : audioCalls(lines, audio);
  if (start < 0 && audio < 0) return { availability: refusalIn(text) ?? 'unknown', calls: [] };
  const calls = new Map<string, TelecomCall>();
  for (const line of live) {
    const call = callIn(line);
    if (call !== undefined && !calls.has(call.id)) calls.set(call.id, call);
  }
  return { availability: 'ok', calls: [...calls.values()] };
}

/** `CallsManager: setCallState DIALING -> ACTIVE, call: […]` in logcat, old and new form. */
export function callTransitions(text: string): CallTransition[] {
  const transitions: CallTransition[] = [];
  const pattern =
    /^(\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}).{0,60}CallsManager: setCallState ([A-Z_]+) -> ([A-Z_]+), call: \[(?:Call id=)?([\w@]+),/;
  for (const line of linesOf(text)) {
    const [, when, from, to, id] = pattern.exec(line) ?? [];
    if (when !== undefined && from !== undefined && to !== undefined && id !== undefined) {
      transitions.push({ when, id, from, to });
    }
  }
  return transitions;
}

function audioCalls(lines: readonly string[], audio: number): readonly string[] {
  if (audio < 0) return [];
  const rest = lines.slice(audio + 1);
  const end = rest.findIndex((line) => /^(Historical|m[A-Z]\w+:$)/.test(line));
  return end < 0 ? rest : rest.slice(0, end);
}

function callIn(line: string): TelecomCall | undefined {
  const fresh = /^\[Call id=([\w@]+), state=([A-Z_]+)/.exec(line);
  const old = /^\[([A-Z]+@\w+), ([A-Z_]+),/.exec(line);
  const [, id, state] = fresh ?? old ?? [];
  if (id === undefined || state === undefined) return undefined;
  return { id, state, voip: /voip=true/.test(line) };
}
