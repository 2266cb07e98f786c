/** `dumpsys SERVICE …`: one renderer a service. A missing service says so on its output and ends with 0, as on a phone. */
import type { SimulatedPhone } from '../../../simulated-unit/unit.ts';
import type { Flavour } from './flavour.ts';
import { renderBattery } from './render-battery.ts';
import { renderBatterystats, renderBroadcasts, renderHealthHal } from './render-health.ts';
import { renderMediaSession, renderTimestats } from './render-media.ts';
import { renderDropbox, renderMediaPlayer, renderTrust, renderUsb, renderWindowPolicy } from './render-system.ts';
import { renderAudio, renderAudioPolicy, renderRegistry, renderTelecom } from './render-telephony.ts';
import { renderThermal } from './render-thermal.ts';
import type { PhoneCommand } from './shell-interpreter.ts';

const healthHal = 'android.hardware.health.IHealth/default';

export function dumpsysCommand(phone: SimulatedPhone, flavour: Flavour): PhoneCommand {
  return (args, io) => {
    const [service = '', ...rest] = args;
    if (service === 'SurfaceFlinger' && rest[0] === '--timestats') {
      if (rest.includes('-clear')) phone.clearFrameCounters();
      if (rest.includes('-dump')) io.out(renderTimestats(phone.snapshot(), flavour));
      return 0;
    }
    const text = dump(service, rest, phone, flavour);
    io.out(text ?? `Can't find service: ${service}\n`);
    return 0;
  };
}

function dump(service: string, args: readonly string[], phone: SimulatedPhone, flavour: Flavour): string | undefined {
  const snapshot = phone.snapshot();
  const { battery } = snapshot;
  switch (service) {
    case 'battery':
      return renderBattery(battery, flavour);
    case 'batterystats':
      return renderBatterystats(battery);
    case 'activity':
      return args[0] === 'broadcasts' ? renderBroadcasts(battery) : '';
    case healthHal:
      return flavour.healthHal === 'denied' ? undefined : renderHealthHal(battery, flavour);
    case 'thermalservice':
      return renderThermal(snapshot, flavour);
    case 'telephony.registry':
      return renderRegistry(snapshot);
    case 'telecom':
      return renderTelecom(snapshot);
    case 'audio':
      return renderAudio(snapshot);
    case 'media.audio_policy':
      return renderAudioPolicy(snapshot);
    case 'media_session':
      return renderMediaSession(snapshot);
    case 'media.player':
      return renderMediaPlayer();
    case 'dropbox':
      return renderDropbox(snapshot);
    case 'window':
      return renderWindowPolicy(snapshot);
    case 'trust':
      return renderTrust(snapshot);
    case 'usb':
      return renderUsb(snapshot);
    default:
      return undefined;
  }
}
