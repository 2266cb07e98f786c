/** What a phone says of its USB port, in both of the forms it has. */
import { describe, expect, it } from 'vitest';
import { parseUsbPort } from './usb-port.ts';

const status = (more: string) =>
  `UsbPortStatus{connected=true, currentMode=ufp, currentPowerRole=sink, currentDataRole=device${more}}`;

describe('the port of a phone', () => {
  it.each([
    // Not supported, switched off, not detected, detected.
    ['0', 'unknown'],
    ['1', 'unknown'],
    ['2', 'dry'],
    ['3', 'wet'],
    ['4', 'unknown'],
  ])('with contaminant status %s is %s', (number, moisture) => {
    expect(parseUsbPort(status(`, contaminantDetectionStatus=${number}`))?.moisture).toBe(moisture);
    expect(parseUsbPort(`status={connected=true contaminant_detection_status=${number}}`)?.moisture).toBe(moisture);
  });

  it('that says nothing of it is neither dry nor wet, and says nothing of limited power', () => {
    expect(parseUsbPort(status(''))).toEqual({
      ...{ connected: true, mode: 'ufp', powerRole: 'sink', dataRole: 'device', moisture: 'unknown' },
    });
  });

  it.each([
    ['true', true],
    ['false', false],
  ])('whose power is limited (%s) says so', (word, powerLimited) => {
    expect(parseUsbPort(status(`, isPowerTransferLimited=${word}`))).toMatchObject({ powerLimited });
    expect(parseUsbPort(`status={connected=false is_power_transfer_limited=${word}}`)).toMatchObject({
      ...{ connected: false, mode: 'unknown', powerLimited },
    });
  });

  it('is told by the last status of a log, and by none where there is none', () => {
    const log = `${status('')}\nUsbPortStatus{connected=false, currentMode=none}`;
    expect(parseUsbPort(log)).toMatchObject({ connected: false, mode: 'none' });
    for (const none of ['', 'UsbPortStatus{}', 'UsbPortStatus{connected=perhaps}'])
      expect(parseUsbPort(none)).toBeUndefined();
  });
});
