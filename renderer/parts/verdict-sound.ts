/** A sound at the end of a run: rising for good, falling for bad, the same twice for anything else. Off unless chosen. */
import type { StationSettings } from '../../station/api/station.ts';
import type { RunVerdict } from '../../station/record/verdict.ts';

const loudness: Readonly<Record<StationSettings['sound'], number>> = { off: 0, low: 0.06, high: 0.3 };
const toneSeconds = 0.18;

/** Hertz, in the order they sound. */
export function tonesOf(verdict: RunVerdict): readonly number[] {
  if (verdict === 'PASS') return [660, 990];
  return verdict === 'FAIL' ? [440, 220, 220] : [440, 440];
}

export function playVerdict(verdict: RunVerdict, sound: StationSettings['sound']): void {
  if (loudness[sound] === 0 || typeof AudioContext === 'undefined') return;
  const audio = new AudioContext();
  const gain = audio.createGain();
  gain.gain.value = loudness[sound];
  gain.connect(audio.destination);
  const tones = tonesOf(verdict);
  for (const [index, hertz] of tones.entries()) {
    const tone = audio.createOscillator();
    tone.frequency.value = hertz;
    tone.connect(gain);
    tone.start(audio.currentTime + index * toneSeconds * 1.2);
    tone.stop(audio.currentTime + index * toneSeconds * 1.2 + toneSeconds);
    if (index === tones.length - 1) tone.onended = () => void audio.close();
  }
}
