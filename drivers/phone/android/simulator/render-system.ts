/** Drop box, key guard, decoders, disk space, USB port and sensors of the simulated phone. */
import type { PhoneSnapshot } from '../../../simulated-unit/unit.ts';

/** `dumpsys dropbox`: the list, newest last, in the phone's own time (UTC). */
export function renderDropbox(snapshot: PhoneSnapshot): string {
  const entries = snapshot.dropBox.flatMap(({ tag, at, text }) => {
    const when = new Date(at).toISOString();
    return [
      '========================================',
      `${when.slice(0, 10)} ${when.slice(11, 19)} ${tag} (text, ${text.length} bytes)`,
      ...text.split('\n'),
      '',
    ];
  });
  return [
    `Drop box contents: ${snapshot.dropBox.length} entries`,
    'Max entries: 1000',
    'Low priority rate limit period: 2000 ms',
    'Low priority tags: []',
    '',
    ...entries,
  ].join('\n');
}

/** `dumpsys window policy`. */
export function renderWindowPolicy(snapshot: PhoneSnapshot): string {
  return `WINDOW MANAGER POLICY STATE (dumpsys window policy)\n    KeyguardServiceDelegate\n      showing=${snapshot.screen.locked}\n      secure=true\n      screenState=${snapshot.screen.on ? 'SCREEN_STATE_ON' : 'SCREEN_STATE_OFF'}\n`;
}

/** `dumpsys trust`. */
export function renderTrust(snapshot: PhoneSnapshot): string {
  const locked = snapshot.screen.locked ? 1 : 0;
  return `Trust manager state:\n User "Owner" (id=0, flags=0x4c13) (current): trustState=UNTRUSTED, deviceLocked=${locked}, strongAuthRequired=0x0\n`;
}

/** `dumpsys media.player`: an H.264 decoder for 4K, as the simulated unit has. */
export function renderMediaPlayer(): string {
  return [
    'Decoder infos by media types:',
    "Media type 'audio/mp4a-latm':",
    '  Decoder "c2.android.aac.decoder" supports',
    "Media type 'video/avc':",
    '  Decoder "c2.exynos.h264.decoder" supports',
    '    details: AMessage(what = 0x00000000) = {',
    '        string size-range = "32x32-4096x4096"',
    '        string alignment = "2x2"',
    '      }',
    '',
  ].join('\n');
}

/** `df -k /data`, whole kibibytes free as the unit says. */
export function renderDf(snapshot: PhoneSnapshot): string {
  const total = 114982996;
  const free = Math.min(total, Math.floor(snapshot.freeBytes / 1024));
  const used = total - free;
  return `Filesystem       1K-blocks     Used Available Use% Mounted on\n/dev/block/dm-30 ${total} ${used}  ${free}  ${Math.round((used / total) * 100)}% /data/user/0\n`;
}

/** `dumpsys usb`. */
export function renderUsb(snapshot: PhoneSnapshot): string {
  const connected = snapshot.battery.plugged !== 'none';
  return `USB MANAGER STATE (dumpsys usb):\n  port_manager={\n    usb_ports={\n      id=port0\n      status={\n        connected=${connected}\n        current_mode=${connected ? 'ufp' : 'none'}\n        power_role=${connected ? 'sink' : 'no-power'}\n        data_role=${connected ? 'device' : 'no-data'}\n        contaminant_detection_status=2\n        is_power_transfer_limited=false\n      }\n    }\n  }\n`;
}

/** `getprop`: everything, sorted, values with newlines as they are. */
export function renderProperties(properties: ReadonlyMap<string, string>): string {
  return [...properties.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `[${key}]: [${value}]\n`)
    .join('');
}
