/**
 * Real phones through adb. Guarantees that adb is started only when somebody asks for a phone; that a server another tool
 * runs is used and not fought, because a phone's USB belongs to one server only; and that our own is stopped again.
 */
import type { Clock } from '../../foundation/clock/clock.ts';
import type { Failure } from '../../foundation/failure.ts';
import type { PhoneLink } from '../contract/phone-link.ts';
import { AdbHost, networkSerial } from '../phone/link/adb-host.ts';
import { AdbServer, otherAdbServer, privateAdbPort, usualAdbPort } from '../phone/link/adb-server.ts';
import { openTangoPhoneLink } from '../phone/link/tango-phone-link.ts';
import type { ListedPhone } from './discovery.ts';
import type { PhoneOpener } from './open-address.ts';

export interface AdbPhonesOptions {
  readonly clock: Clock;
  /** For the keys of our own server. */
  readonly dataFolder: string;
  /** Our own server's port; the usual private one when absent. */
  readonly port?: number;
  /** Where another tool's server is looked for. */
  readonly usualPort?: number;
}

export class AdbPhones implements PhoneOpener {
  readonly #options: AdbPhonesOptions;
  #host: Promise<AdbHost> | undefined;
  #server: AdbServer | undefined;

  constructor(options: AdbPhonesOptions) {
    this.#options = options;
  }

  /** Fails with `phone/adb-missing`, `phone/adb-server-failed`, or as the link does. */
  async open(target: Parameters<PhoneOpener['open']>[0]): Promise<PhoneLink> {
    const host = await this.#adb();
    const serial = await (target.kind === 'adb' ? knownSerial(host, target.serial) : reconnected(host, target));
    return openTangoPhoneLink({ host, serial, clock: this.#options.clock });
  }

  async list(): Promise<readonly ListedPhone[]> {
    const devices = await (await this.#adb()).devices();
    return devices.map(({ serial, stateText, model }) => ({
      serial,
      state: stateText,
      ...(model === undefined ? {} : { model: model.replaceAll('_', ' ') }),
    }));
  }

  /**
   * `phone/other-adb-server` while two servers answer: whichever came first holds the phones' USB, and the other does not
   * see them. One alone is no trouble, whoever has started it. Starts nothing and never rejects.
   */
  async rivals(): Promise<Failure | undefined> {
    const { clock, port = privateAdbPort, usualPort = usualAdbPort } = this.#options;
    const other = await otherAdbServer(clock, usualPort);
    return other !== undefined && (await otherAdbServer(clock, port)) !== undefined ? other : undefined;
  }

  async close(): Promise<void> {
    await this.#host?.catch(() => undefined);
    await this.#server?.stop();
  }

  /** The server that answers now: one that another station had started goes away with that station. */
  async #adb(): Promise<AdbHost> {
    const host = await this.#startedOnce();
    const answers = await host.version().then(
      () => true,
      () => false,
    );
    if (answers) return host;
    this.#host = undefined;
    return this.#startedOnce();
  }

  #startedOnce(): Promise<AdbHost> {
    this.#host ??= this.#start().catch((error: unknown) => {
      // The next one who asks may have installed it meanwhile.
      this.#host = undefined;
      throw error;
    });
    return this.#host;
  }

  async #start(): Promise<AdbHost> {
    const { clock, dataFolder, port, usualPort = usualAdbPort } = this.#options;
    const other = await otherAdbServer(clock, usualPort);
    if (other !== undefined) return new AdbHost({ port: usualPort, clock });
    this.#server = await AdbServer.start({ clock, dataFolder, ...(port === undefined ? {} : { port }) });
    return this.#server.host;
  }
}

interface NetworkPlace {
  readonly host: string;
  readonly port: number;
}

/** A phone on the network is named after its address; one that is not connected yet has to be connected first. */
async function knownSerial(adb: AdbHost, serial: string): Promise<string> {
  const [, inside, name, port] = /^(?:\[([\da-f:.%\w]+)\]|([\w.-]+)):(\d{1,5})$/i.exec(serial) ?? [];
  const host = inside ?? name;
  return host === undefined ? serial : reconnected(adb, { host, port: Number(port) });
}

/**
 * adb keeps a network phone that went away as `offline` and calls it connected; only a fresh connection helps. One that
 * waits for its owner's consent stays as it is, so that the link can say so.
 */
async function reconnected(adb: AdbHost, { host, port }: NetworkPlace): Promise<string> {
  const known = (await adb.devices()).find(({ serial }) => serial === networkSerial(host, port));
  if (known?.state === 'device' || known?.state === 'unauthorized') return known.serial;
  if (known !== undefined) await adb.disconnect(known.serial);
  return adb.connect(host, port);
}
