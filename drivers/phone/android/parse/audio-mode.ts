/**
 * The audio mode: the third witness of a call. Guarantees that a mode is only told when the phone named one; what is
 * requested is not what is. Sources: `dumpsys audio` (AOSP and Samsung forms), `dumpsys media.audio_policy`.
 */

export type AudioMode = 'normal' | 'ringtone' | 'in-call' | 'in-communication' | 'call-screening' | 'unknown';

const modes: Readonly<Record<string, AudioMode>> = {
  NORMAL: 'normal',
  RINGTONE: 'ringtone',
  IN_CALL: 'in-call',
  IN_COMMUNICATION: 'in-communication',
  CALL_SCREENING: 'call-screening',
};

/** The actual mode, from either dump or both after one another; `unknown` when there is none. */
export function parseAudioMode(text: string): AudioMode {
  const patterns = [
    /^\s*-? *Actual mode *= *MODE_([A-Z_]+)/m,
    /^\s*-? *mode(?: \(internal\))? *= *MODE_([A-Z_]+)/im,
    /^\s*mAudioModeOwner:.*\bmMode=MODE_([A-Z_]+)/m,
    /^\s*-? *Phone state: *AUDIO_MODE_([A-Z_]+)/m,
  ];
  for (const pattern of patterns) {
    const mode = modes[pattern.exec(text)?.[1] ?? ''];
    if (mode !== undefined) return mode;
  }
  return 'unknown';
}
