import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAudioMode } from './audio-mode.ts';
import { hasRealOutputs, realOutput, realOutputs } from './real-output.ts';
import { callTransitions, parseTelecom } from './telecom.ts';
import { parseRegistry, slotInUse } from './telephony.ts';

const seed = Number(process.env.FC_SEED ?? 20260105);

describe.skipIf(!hasRealOutputs)(realOutputs, () => {
  it('an idle Pixel: precise states of -1 leave the word to the plain state', () => {
    const report = parseRegistry(realOutput('telephony/registry-android11plus-idle-pixel5-like.txt'));
    expect(report.availability).toBe('ok');
    expect(slotInUse(report)).toEqual({ callState: 'idle', foreground: 0, service: 'in-service', rsrp: -85, bars: 4 });
  });

  it('an emulator that rings has one living call, not two', () => {
    const report = parseTelecom(realOutput('telephony/telecom-callaudiomanager-ringing-emulator.txt'));
    expect(report.calls).toEqual([{ id: 'TC@4', state: 'RINGING', voip: false }]);
  });

  it('the call audio manager alone tells idle from active', () => {
    const [idle = '', active = ''] = realOutput('telephony/telecom-callaudiomanager-three-states.txt')
      .replace('# IDLE\n', '')
      .split('# ACTIVE\n');
    expect(parseTelecom(idle)).toEqual({ availability: 'ok', calls: [] });
    expect(parseTelecom(active).calls).toEqual([{ id: 'TC@1', state: 'ACTIVE', voip: false }]);
  });

  it('the log trail gives every change of state in both formats', () => {
    expect(callTransitions(realOutput('telephony/logcat-telecom-call-lifecycle.txt'))).toEqual([
      { when: '01-01 02:28:44.802', id: 'TC@21', from: 'CONNECTING', to: 'DIALING' },
      { when: '01-01 02:28:45.222', id: 'TC@21', from: 'DIALING', to: 'ACTIVE' },
      { when: '01-01 03:00:59.912', id: 'TC@1', from: 'RINGING', to: 'ACTIVE' },
      { when: '11-08 14:14:52.529', id: 'TC@8', from: 'ACTIVE', to: 'DISCONNECTED' },
    ]);
  });

  it('both forms of the audio mode are read, and the policy manager’s', () => {
    const [aosp = '', samsung = ''] = realOutput('audio/audio-mode-lines.txt').split('# Samsung One UI variant\n');
    expect(parseAudioMode(aosp)).toBe('in-call');
    expect(parseAudioMode(samsung)).toBe('in-communication');
    expect(parseAudioMode(realOutput('audio/media.audio_policy-phone-state.txt'))).toBe('normal');
  });
});

it('an old ACTIVE in the history is no living call', () => {
  const text =
    'CallsManager:\n  mCalls:\n  mCallAudioManager:\n    All calls:\nHistorical Events:\n  [Call id=TC@6, state=ACTIVE, x]\n';
  expect(parseTelecom(text)).toEqual({ availability: 'ok', calls: [] });
});

it('the format of Android 8 and a call over the internet are told', () => {
  const text =
    'mCalls:\n  [TC@1, ACTIVE, com.android.phone/x, tel:***, A]\n  [Call id=TC@2, state=HOLDING, prop=[]], voip=true\nmCallAudioManager:\n';
  expect(parseTelecom(text).calls).toEqual([
    { id: 'TC@1', state: 'ACTIVE', voip: false },
    { id: 'TC@2', state: 'HOLDING', voip: true },
  ]);
});

it('what is requested of the audio is not what is', () => {
  expect(parseAudioMode('- Requested mode = MODE_IN_CALL\n')).toBe('unknown');
});

it('Android 7 and 8 without slots are read, signal by its place', () => {
  const report = parseRegistry(
    '  mCallState=2\n  mForegroundCallState=1\n  mServiceState=0 0 voice home data home\n  mSignalStrength=SignalStrength: 99 0 -120 -160 -120 -1 -1 20 -101 -9 60 2147483647 gsm|lte\n',
  );
  expect(slotInUse(report)).toEqual({ callState: 'off-hook', foreground: 1, service: 'in-service', rsrp: -101 });
});

it('with two SIMs the one with the call is looked at', () => {
  const slot = (state: number, foreground: number) =>
    `    mCallState=${state}\n    mPreciseCallState=Ringing call state: 0, Foreground call state: ${foreground}, Background call state: 0\n`;
  const report = parseRegistry(`  Phone Id=0\n${slot(0, 0)}  Phone Id=1\n${slot(2, 1)}`);
  expect(slotInUse(report)).toMatchObject({ callState: 'off-hook', foreground: 1 });
});

it('a signal that was not measured is no signal', () => {
  const report = parseRegistry(
    '  mCallState=0\n  mSignalStrength=SignalStrength:{mLte=CellSignalStrengthLte: rssi=2147483647 rsrp=2147483647 level=0,mNr=CellSignalStrengthNr:{ ssRsrp = -99 level = 3 }}\n',
  );
  expect(slotInUse(report)).toMatchObject({ rsrp: -99, bars: 3 });
});

it('random text never throws in any of the call parsers, nor yields a signal outside 3GPP', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'mCallState=',
      'Phone Id=0',
      'mLte=CellSignalStrengthLte: rsrp=',
      'mCalls:',
      '[Call id=TC@',
      '- Actual mode = MODE_',
    ),
    fc.integer().map(String),
  );
  fc.assert(
    fc.property(fc.array(piece), fc.constantFrom('', '\n'), (pieces, glue) => {
      const text = pieces.join(glue);
      parseTelecom(text);
      callTransitions(text);
      parseAudioMode(text);
      for (const { rsrp, foreground } of parseRegistry(text).slots) {
        if (rsrp !== undefined) expect(rsrp >= -156 && rsrp <= -31).toBe(true);
        if (foreground !== undefined) expect(foreground >= 0 && foreground <= 8).toBe(true);
      }
    }),
    { seed, numRuns: 300 },
  );
});
