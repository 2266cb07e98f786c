/**
 * The device side of an HID bridge: what a simulated meter sends becomes reports, cut as real bridges cut them, and what
 * the host reports becomes bytes for the meter. Until its line is set it delivers nothing, as the real ones do.
 */
import { CodedError } from '../../../foundation/failure.ts';
import type { Random } from '../../../foundation/random/random.ts';
import type { Transport } from '../../contract/transport.ts';
import type { HidBridge } from './bridges.ts';
import type { HidDevice } from './hid-device.ts';
import { ReportEvents } from './report-events.ts';

/** Part of the reports before which an empty one comes. */
const emptyPart = 0.2;

/** `far`: the meter, as seen from the bridge. `features`: filled with what the host sets, in hex. */
export function simulatedBridge(
  bridge: HidBridge,
  far: Transport,
  { random, features = [] }: { readonly random: Random; readonly features?: string[] },
): HidDevice {
  const events = new ReportEvents();
  const needed = bridge.name === 'CH9329' ? 0 : 1;
  far.onData((chunk) => {
    if (features.length < needed) return;
    for (let from = 0; from < chunk.length; ) {
      if (random.next() < emptyPart) events.report(bridge.reportIn(new Uint8Array(0)));
      const size = random.integer(1, Math.min(bridge.mostInReport, chunk.length - from));
      events.report(bridge.reportIn(chunk.slice(from, from + size)));
      from += size;
    }
  });
  far.onClose((reason) => events.gone(reason));
  return {
    setFeature(_id, report) {
      if (far.closed) return Promise.reject(new CodedError('transport/unplugged', {}));
      features.push(Array.from(report, (byte) => byte.toString(16).padStart(2, '0')).join(''));
      return Promise.resolve();
    },
    write: (report) => far.write(bridge.dataOut(report)),
    onReport: (listener) => events.onReport(listener),
    onGone: (listener) => events.onGone(listener),
    close: () => far.close(),
  };
}
