/**
 * `cmd wifi status` and the `WifiInfo` line of `dumpsys wifi`. Guarantees that the name and the address of the network,
 * which are personal data, never leave this file.
 */
import { plainNumber } from './answer.ts';

export interface WifiLink {
  readonly enabled: boolean | undefined;
  readonly connected: boolean;
  /** dBm. */
  readonly rssi?: number;
  readonly linkMegabits?: number;
  readonly frequencyMegahertz?: number;
}

/** Never throws. */
export function parseWifi(text: string): WifiLink {
  const info = /^.*\bWifiInfo:? .*$/m.exec(text)?.[0]?.replace(/SSID: (?:".*?"|[^,]*)(?=, )/g, '') ?? '';
  const number = (name: string, unit: string) =>
    plainNumber(new RegExp(`(?:^|, )${name}: (-?\\d{1,6})${unit}(?:,|$)`).exec(info)?.[1]);
  const rssi = number('RSSI', '');
  const link = number('Link speed', 'Mbps');
  const frequency = number('Frequency', 'MHz');
  const switched = /^Wi-?[Ff]i is (enabled|disabled)$/m.exec(text)?.[1];
  return {
    enabled: switched === undefined ? undefined : switched === 'enabled',
    connected: /^Wifi is connected to/m.test(text) || /Supplicant state: COMPLETED/.test(info),
    // -127 means "no signal was measured".
    ...(rssi !== undefined && rssi > -127 && rssi < 0 ? { rssi } : {}),
    ...(link !== undefined && link > 0 ? { linkMegabits: link } : {}),
    ...(frequency !== undefined && frequency > 2000 ? { frequencyMegahertz: frequency } : {}),
  };
}
