/** The three places where Android shows a call: telephony registry, Telecom, audio; and Telecom's log. */
import type { PhoneSnapshot } from '../../../simulated-unit/unit.ts';

const notMeasured = 2147483647;
const registration = { in: '0(IN_SERVICE)', out: '1(OUT_OF_SERVICE)', off: '3(POWER_OFF)' } as const;

/** `dumpsys telephony.registry`: the SIM in the first slot, none in the second. */
export function renderRegistry(snapshot: PhoneSnapshot): string {
  const { call, service, rsrpDbm, bars } = snapshot.telephony;
  const offHook = call.preciseState === 1 || call.preciseState === 3 || call.preciseState === 4;
  const on = service !== 'off';
  const lte = `rssi=${on ? -61 : notMeasured} rsrp=${on ? Math.round(rsrpDbm) : notMeasured} rsrq=${on ? -10 : notMeasured} rssnr=${notMeasured} cqiTableIndex=${notMeasured} cqi=${notMeasured} ta=${notMeasured} level=${on ? bars : 0} parametersUseForLevel=0`;
  return [
    'last known state:',
    '  Phone Id=0',
    ...slot(
      offHook ? 2 : 0,
      call.preciseState,
      call.disconnectCause,
      offHook ? call.number : '',
      registration[service],
      lte,
    ),
    '  Phone Id=1',
    ...slot(0, -1, -1, '', registration.off, `rssi=${notMeasured} rsrp=${notMeasured} level=0`),
    '',
  ].join('\n');
}

function slot(
  state: number,
  foreground: number,
  cause: number,
  number: string,
  service: string,
  lte: string,
): string[] {
  const lines = [
    `mCallState=${state}`,
    'mRingingCallState=0',
    `mForegroundCallState=${Math.max(0, foreground)}`,
    'mBackgroundCallState=0',
    `mPreciseCallState=Ringing call state: 0, Foreground call state: ${foreground}, Background call state: 0, Disconnect cause: ${cause}, Precise disconnect cause: -1`,
    `mCallDisconnectCause=${cause}`,
    `mCallIncomingNumber=${number}`,
    `mServiceState={mVoiceRegState=${service}, mDataRegState=${service}, mOperatorAlphaLong=Bench, mIsEmergencyOnly=false}`,
    `mSignalStrength=SignalStrength:{mCdma=CellSignalStrengthCdma: cdmaDbm=${notMeasured} level=0,mGsm=CellSignalStrengthGsm: rssi=${notMeasured} level=0,mLte=CellSignalStrengthLte: ${lte},mNr=CellSignalStrengthNr:{ csiRsrp = ${notMeasured} ssRsrp = ${notMeasured} level = 0 },primary=CellSignalStrengthLte}`,
    'mSrvccState=-1',
    'mCallPreciseDisconnectCause=-1',
  ];
  return lines.map((line) => `    ${line}`);
}

const telecomStates: Readonly<Record<number, string>> = { 1: 'ACTIVE', 3: 'DIALING', 4: 'DIALING', 7: 'DISCONNECTED' };
const simAccount = 'ComponentInfo{com.android.phone/com.android.services.telephony.TelephonyConnectionService}';

/** `dumpsys telecom`, with an old ACTIVE in its history that must not count. */
export function renderTelecom(snapshot: PhoneSnapshot): string {
  const { call } = snapshot.telephony;
  const state = telecomStates[call.preciseState];
  const hidden = `tel:${'*'.repeat(Math.max(0, call.number.length - 2))}${call.number.slice(-2)}`;
  const live =
    state === undefined
      ? []
      : [
          `    [Call id=TC@7, state=${state}, tpac=${simAccount}, 1, UserHandle{0}, cmgr=${simAccount}, 1, UserHandle{0}, handle=${hidden}, vidst=A, childs(0), has_parent(false), cap=[ sup_hld mut !v2a], prop=[ HD]], voip=false`,
        ];
  return [
    'CallsManager: ',
    '  mCalls: ',
    ...live,
    '  mCallAudioManager:',
    '    All calls:',
    ...(state === undefined ? [] : ['      TC@7']),
    '    Foreground call:',
    state === undefined ? '    null' : `    [Call id=TC@7, state=${state}]`,
    'Historical Events:',
    `  [Call id=TC@6, state=ACTIVE, tpac=${simAccount}, 1, UserHandle{0}, handle=tel:*****00], voip=false`,
    '    12:00:01.000 - SET_ACTIVE (TC@6)',
    '',
  ].join('\n');
}

/** `dumpsys audio`: while a call is dialled the mode is already MODE_IN_CALL. */
export function renderAudio(snapshot: PhoneSnapshot): string {
  const mode = `MODE_${audioMode(snapshot)}`;
  return [
    'Audio event log: phone state (logged after successful call to AudioSystem.setPhoneState(int, int))',
    '',
    'Audio mode: ',
    `- Requested mode = ${mode}`,
    `- Actual mode = ${mode}`,
    '- Mode owner: ',
    '',
  ].join('\n');
}

/** `dumpsys media.audio_policy`. */
export function renderAudioPolicy(snapshot: PhoneSnapshot): string {
  return `AudioPolicyManager Dump: 0xe5bf4000\n Primary Output: 13\n Phone state: AUDIO_MODE_${audioMode(snapshot)}\n`;
}

function audioMode(snapshot: PhoneSnapshot): 'IN_CALL' | 'NORMAL' {
  const { preciseState } = snapshot.telephony.call;
  return preciseState === 1 || preciseState === 3 || preciseState === 4 ? 'IN_CALL' : 'NORMAL';
}

/** The last line that Telecom logged, for the state the call is in now; `at` is the phone's wall time. */
export function telecomLogLine(snapshot: PhoneSnapshot): string | undefined {
  const { call } = snapshot.telephony;
  const steps: Readonly<Record<number, string>> = {
    1: 'DIALING -> ACTIVE',
    3: 'CONNECTING -> DIALING',
    7: 'ACTIVE -> DISCONNECTED',
  };
  const step = steps[call.preciseState];
  if (step === undefined) return undefined;
  const when = new Date(snapshot.wallMs - (snapshot.uptimeMs - call.since)).toISOString();
  const stamp = `${when.slice(5, 10)} ${when.slice(11, 23)}`;
  return `${stamp}   820  2863 I Telecom : CallsManager: setCallState ${step}, call: [Call id=TC@7, state=${step.split(' ')[0]}, voip=false: CSW.sA(cap)@Iac`;
}
