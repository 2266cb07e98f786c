/**
 * The five tools as small programs in a folder of their own, for tests only. They behave like libimobiledevice-utils 1.3.0 (words and
 * exit codes) and do what a file beside them says: refuse, hang, print half a document. The phone's own answers are those of
 * the simulator.
 */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderPlist } from './simulator/render-plist.ts';

export const fakeUdid = '00008101-000A1B2C3D4E001E';
const tools = ['idevice_id', 'ideviceinfo', 'idevicediagnostics', 'idevicecrashreport', 'idevicepair'];

/** The entry of alibaba/tidevice#35 with the capacities of the real tuple, as far as they are asked for. */
const entry = {
  AdapterDetails: { Current: 2100, Description: 'usb host', IsWireless: false, Voltage: 5000, Watts: 11 },
  AppleRawCurrentCapacity: 612,
  AppleRawMaxCapacity: 3241,
  CycleCount: 42,
  DesignCapacity: 3274,
  ExternalConnected: true,
  FullyCharged: false,
  InstantAmperage: 18446744073709550342n,
  IsCharging: false,
  NominalChargeCapacity: 3238,
  Temperature: 2950,
  Voltage: 3876,
};
const identity = { ProductType: 'iPhone13,2', ProductVersion: '17.5.1', SerialNumber: 'F2L<&>"TEST' };

/** What one tool does: the file `TOOL.mode` of the folder, or its arguments' answer when there is none. */
export type ToolMode = 'hang' | 'half' | 'hostile' | 'locked' | 'untrusted' | 'gone' | 'refuse-once' | 'flood' | 'drip';

export class FakeTools {
  readonly folder = mkdtempSync(join(tmpdir(), 'ohmstead-fake-idevice-'));

  constructor() {
    for (const tool of tools) {
      writeFileSync(join(this.folder, tool), script);
      chmodSync(join(this.folder, tool), 0o755);
    }
    mkdirSync(join(this.folder, 'answers'));
    this.answer('list', `${fakeUdid}\n`);
    this.answer('pairs', `${fakeUdid}\n`);
    this.answer('identity', renderPlist(identity));
    this.answer('level', renderPlist({ BatteryCurrentCapacity: 63, BatteryIsCharging: false }));
    this.answer('smart', renderPlist({ IORegistry: entry }));
  }

  /** What is printed for `list`, `pairs`, `identity`, `level`, `smart` or `pmu`. */
  answer(name: string, text: string): void {
    writeFileSync(join(this.folder, 'answers', name), text);
  }

  mode(tool: string, mode: ToolMode | undefined): void {
    rmSync(join(this.folder, `${tool}.mode`), { force: true });
    if (mode !== undefined) writeFileSync(join(this.folder, `${tool}.mode`), mode);
  }

  /** Every start of a tool: its process id, name and arguments. */
  get started(): readonly { readonly pid: number; readonly line: string }[] {
    let text = '';
    try {
      text = readFileSync(join(this.folder, 'started'), 'utf8');
    } catch {
      // None was started yet.
    }
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => ({ pid: Number.parseInt(line, 10), line: line.slice(line.indexOf(' ') + 1) }));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const script = `#!/bin/sh
here=$(dirname "$0"); tool=$(basename "$0")
echo "$$ $tool $*" >> "$here/started"
mode=$(cat "$here/$tool.mode" 2>/dev/null)
udid=; keep=; folder=; what=
for word in "$@"; do
  case "$before" in -u) udid=$word;; esac
  case "$word" in com.apple.mobile.battery) what=level;; AppleSmartBattery) what=smart;; AppleARMPMUCharger) what=pmu;; esac
  before=$word; folder=$word
done
if [ "$mode" = refuse-once ]; then rm "$here/$tool.mode"; echo 'ERROR: Could not start diagnostics service!' >&2; exit 1; fi
case "$mode" in
  hang) exec sleep 600;;
  flood) while :; do echo 0123456789012345678901234567890123456789012345678901234567890123456789; done;;
  drip) while :; do echo .; sleep 0.05; done;;
  hostile) printf '<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY a "aaaa">]><plist version="1.0"><dict><key>ProductType</key><string>&a;</string></dict></plist>'; exit 0;;
  locked) [ $tool = ideviceinfo ] && { echo 'ERROR: Could not connect to lockdownd: Password protected (-17)' >&2; exit 255; }
    echo 'ERROR: Could not connect to lockdownd, error code -17'; exit 1;;
  untrusted) [ $tool = ideviceinfo ] && { echo 'ERROR: Could not connect to lockdownd: Pairing dialog response pending (-19)' >&2; exit 255; }
    echo 'ERROR: Could not connect to lockdownd, error code -19'; exit 1;;
  gone) [ $tool = idevice_id ] && { echo 'ERROR: Unable to retrieve device list!' >&2; exit 255; }
    [ $tool = ideviceinfo ] && { echo "ERROR: Device $udid not found!" >&2; exit 255; }
    echo "No device found with udid $udid."; exit 1;;
esac
case "$tool" in
  idevice_id) what=list;;
  idevicepair) what=pairs;;
  ideviceinfo) case " $* " in *" -s "*) echo iPhone13,2; exit 0;; esac; what=\${what:-identity};;
  idevicecrashreport)
    [ -d "$folder" ] || { echo "ERROR: Directory '$folder' does not exist." >&2; exit 255; }
    case " $* " in *" -k "*) ;; *) echo 'the logs would be gone from the phone' >&2; exit 99;; esac
    mkdir "$folder/Retired"; ln -s /etc "$folder/outside"
    for name in JetsamEvent-2024-05-02-101112.ips Retired/panic-full-2024-05-01-123456.0002.ips 'no date.ips' Analytics-2024-05-01-000000.ips.ca.synced; do
      echo "Copy: $name"; : > "$folder/$name"; done
    echo "$folder" > "$here/crash-folder"; exit 0;;
esac
file="$here/answers/$what"
[ -f "$file" ] || { echo 'ERROR: Unable to retrieve IORegistry from device.'; exit 1; }
[ "$mode" = half ] && { head -c 300 "$file"; exit 0; }
cat "$file"
`;
