/**
 * Real iPhones through the libimobiledevice tools. Guarantees that a link is opened only to a phone that is listed, and that
 * all links are closed again.
 */
import { CodedError } from '../../foundation/failure.ts';
import type { IphoneLink } from '../contract/iphone-link.ts';
import { connectedIphones, type ListedIphone, listIphones } from '../phone/iphone/link/list-iphones.ts';
import { toolIphoneLink } from '../phone/iphone/link/tool-link.ts';
import type { ToolPlace } from '../phone/iphone/link/tool-process.ts';
import type { IphoneOpener } from './open-address.ts';

export class RealIphones implements IphoneOpener {
  readonly #place: ToolPlace;
  readonly #open = new Set<IphoneLink>();

  constructor(place: ToolPlace) {
    this.#place = place;
  }

  /** Fails with `phone/iphone-not-found`, `phone/iphone-tools-missing`. */
  async open(udid: string): Promise<IphoneLink> {
    if (!(await connectedIphones(this.#place)).includes(udid))
      throw new CodedError('phone/iphone-not-found', { serial: udid });
    const link = toolIphoneLink(this.#place, udid, () => this.#open.delete(link));
    this.#open.add(link);
    return link;
  }

  list(): Promise<readonly ListedIphone[]> {
    return listIphones(this.#place);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open].map((link) => link.close()));
  }
}
