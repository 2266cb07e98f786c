/**
 * Asks an instrument who it is, because a person wants to know. Guarantees: only where nothing but an instrument listens
 * for commands in text (the network, USBTMC), never on a serial port, where the question may mean anything; the one thing
 * that is sent is `*IDN?`, which changes no state; and the handle is given back whatever comes.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import { CodedError, failureOf } from '../../foundation/failure.ts';
import type { Transport } from '../contract/transport.ts';
import { ScpiSession } from '../protocol/scpi/session.ts';
import { openTcp } from '../transport/tcp.ts';
import { openUsbtmc } from '../transport/usb-devices.ts';
import { openUsbtmcFile } from '../transport/usbtmc-file.ts';
import { type Address, parseAddress } from './open-address.ts';

/** Slow ones take a second; one that has nothing to say is not waited for much longer. */
const answerMs = 3_000;
/** Far longer than any instrument's name. */
const longestName = 300;
/** What comes with a name may be a prompt; what goes on and on is something else that talks. */
const mostBesides = 100;
/** How other services on the network begin. */
const otherService = /^(HTTP\/|SSH-|RFB |220[ -]|\+OK|\* OK|<)/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: no name has any of them
const control = /[\u0000-\u0008\u000a-\u001f\u007f]/;

type AskableKind = 'tcp' | 'usb' | 'usbtmc';
const askable = new Set<Address['kind']>(['tcp', 'usb', 'usbtmc'] satisfies AskableKind[]);

/** Whether what stands at such an address may be asked. */
export function mayBeAsked(address: string): boolean {
  try {
    return askable.has(parseAddress(address).kind);
  } catch {
    return false;
  }
}

/**
 * Its whole answer. `instrument/not-to-be-asked` for any other address, `instrument/no-name` when nothing answers,
 * `instrument/other-service` when no instrument does, or as the transport fails.
 */
export async function askIdentity(clock: Clock, address: string): Promise<string> {
  return nameOver(clock, await opened(clock, address), address);
}

async function opened(clock: Clock, text: string): Promise<Transport> {
  const address = parseAddress(text);
  if (address.kind === 'tcp') return openTcp({ ...address, clock });
  if (address.kind === 'usb') return openUsbtmc(address, text, clock);
  if (address.kind === 'usbtmc') return openUsbtmcFile(address.path, clock);
  throw new CodedError('instrument/not-to-be-asked', { address: text });
}

/** On a transport that is open; it is closed then. */
export async function nameOver(clock: Clock, transport: Transport, address: string): Promise<string> {
  const session = new ScpiSession(transport, { clock, afterTimeout: 'close' });
  let came = 0;
  const stop = transport.onData((chunk) => {
    came += chunk.length;
  });
  try {
    const name = await session.query('*IDN?', { deadlineMs: answerMs });
    if (otherService.test(name) || control.test(name) || came - name.length > mostBesides)
      throw new CodedError('instrument/other-service', { address, answer: name.slice(0, 60) });
    return name.slice(0, longestName);
  } catch (error) {
    const { code } = failureOf(error);
    if (code === 'scpi/reply-too-long')
      throw new CodedError('instrument/other-service', { address, answer: '…' }, error);
    if (code !== 'instrument/timeout') throw error;
    throw new CodedError('instrument/no-name', { address, deadlineMs: answerMs }, error);
  } finally {
    stop();
    await transport.close();
  }
}
