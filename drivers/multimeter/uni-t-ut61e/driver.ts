/** UNI-T UT61E (ES51922): a handheld meter that streams its display over an optical RS-232 lead and takes no commands. */
import { streamMeter } from '../stream-meter/stream-meter.ts';
import { utD04 } from '../usb-leads.ts';
import { ut61eAccuracy } from './accuracy.ts';
import { ut61eFace } from './simulator.ts';
import { ut61eFormat } from './stream-decoder.ts';

export const uniTUt61e = streamMeter({
  id: 'uni-t-ut61e',
  models: [{ make: 'UNI-T', model: 'UT61E' }],
  recognisedBy:
    'its stream of 14-byte frames while its RS232 key is on; the cable is any RS-232 adapter and tells nothing',
  usb: utD04,
  // DTR high and RTS low power the optical side of the lead.
  line: { baudRate: 19_200, dataBits: 7, parity: 'odd', stopBits: 1, dtr: true, rts: false },
  format: ut61eFormat,
  accuracy: ut61eAccuracy,
  face: ut61eFace,
  cannotTell: [],
});
