/** Which service a stream name asks for; one list for the simulated device and for the fake server. */
import type { Service } from './service-stream.ts';
import type { ShellHost } from './shell-host.ts';
import { plainShellService, shellV2Service } from './shell-service.ts';
import { syncService } from './sync-service.ts';

/** What a phone of today says it can do; a real one adds more. */
export const modernFeatures: readonly string[] = [
  'shell_v2',
  'cmd',
  'stat_v2',
  'ls_v2',
  'fixed_push_mkdir',
  'apex',
  'abb',
  'fixed_push_symlink_timestamp',
  'abb_exec',
];

/** An old phone: no exit codes, no new stat, a shell that behaves like a terminal. */
export const legacyFeatures: readonly string[] = ['cmd'];

/** `undefined` when the phone has no such service: the stream is refused. */
export function serviceFor(name: string, host: ShellHost, features: readonly string[]): Service | undefined {
  const modern = features.includes('shell_v2');
  const colon = name.indexOf(':');
  const kind = colon < 0 ? name : name.slice(0, colon);
  const argument = colon < 0 ? '' : name.slice(colon + 1);
  if (kind.split(',')[0] === 'shell' && kind.split(',').includes('v2')) {
    return modern ? shellV2Service(host, argument) : undefined;
  }
  if (kind === 'shell' || kind.startsWith('shell,')) return plainShellService(host, argument, !modern);
  if (kind === 'exec') return plainShellService(host, argument, false);
  if (kind === 'sync') return syncService(host);
  if (kind === 'reboot') {
    return async (stream) => {
      await stream.close();
      host.reboot(argument);
    };
  }
  return undefined;
}
