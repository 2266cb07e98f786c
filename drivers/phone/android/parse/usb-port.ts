/**
 * `dumpsys usb` and the log lines of the USB port manager: what is connected, and the moisture flag. A hint only: the
 * inline USB meter is the authority on charging.
 */

export interface UsbPort {
  readonly connected: boolean;
  readonly mode: string;
  readonly powerRole: string;
  readonly dataRole: string;
  /** `contaminantDetectionStatus`: 2 is dry, 3 is wet. */
  readonly moisture: 'dry' | 'wet' | 'unknown';
  readonly powerLimited?: boolean;
}

/** The last port status in the text, in either form; undefined when there is none. */
export function parseUsbPort(text: string): UsbPort | undefined {
  const starts = [...text.matchAll(/UsbPortStatus\{|status=\{/g)];
  const start = starts.at(-1)?.index;
  if (start === undefined) return undefined;
  const status = text.slice(start, start + 2000);
  const word = (...names: readonly string[]) => {
    for (const name of names) {
      const value = new RegExp(`\\b${name}=([\\w-]+)`).exec(status)?.[1];
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const connected = word('connected');
  if (connected !== 'true' && connected !== 'false') return undefined;
  const wet = word('contaminantDetectionStatus', 'contaminant_detection_status');
  const limited = word('isPowerTransferLimited', 'is_power_transfer_limited');
  return {
    connected: connected === 'true',
    mode: word('currentMode', 'current_mode') ?? 'unknown',
    powerRole: word('currentPowerRole', 'power_role') ?? 'unknown',
    dataRole: word('currentDataRole', 'data_role') ?? 'unknown',
    moisture: wet === '2' ? 'dry' : wet === '3' ? 'wet' : 'unknown',
    ...(limited === undefined ? {} : { powerLimited: limited === 'true' }),
  };
}
