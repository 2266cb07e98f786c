/**
 * What is known of one open phone: its link, and everything that is learnt once per device (unit and sign of the
 * current, where its battery nodes are, which frames were counted).
 */
import type { Clock } from '../../../foundation/clock/clock.ts';
import type { Reading } from '../../../foundation/measurement/reading.ts';
import type { CallOptions } from '../../contract/driver.ts';
import type { PhoneLink } from '../../contract/phone-link.ts';
import { CurrentScale } from './parse/battery-units.ts';
import type { Properties } from './parse/getprop.ts';
import { FrameCounter } from './parse/timestats.ts';
import type { Stamp } from './phone-reading.ts';
import { type Answer, askAll } from './shell-round.ts';

export interface PhoneSession {
  readonly link: PhoneLink;
  readonly clock: Clock;
  readonly properties: Properties;
  /** The folder of the battery's nodes below `/sys/class/power_supply/`. */
  readonly batteryNode: string;
  /** One per source: a node and a service may use different units. */
  readonly nodeCurrent: CurrentScale;
  readonly serviceCurrent: CurrentScale;
  readonly frames: FrameCounter;
  player: string | undefined;
  loadScriptPushed: boolean;
  publish(reading: Reading, channel: string): void;
}

/** A session on a link that has told its properties and the names of its power supplies. */
export function newSession(
  parts: Pick<PhoneSession, 'link' | 'clock' | 'properties' | 'publish'> & { readonly supplies: string },
): PhoneSession {
  const { supplies, ...rest } = parts;
  return {
    ...rest,
    batteryNode: batteryNodeOf(supplies),
    nodeCurrent: new CurrentScale(),
    serviceCurrent: new CurrentScale(),
    frames: new FrameCounter(),
    player: undefined,
    loadScriptPushed: false,
  };
}

/** One round trip, with the times of its answers. */
export async function askTimed<Name extends string>(
  session: PhoneSession,
  commands: Readonly<Record<Name, string>>,
  options: CallOptions,
): Promise<{ readonly answers: Record<Name, Answer>; readonly stamp: Stamp }> {
  const askedAt = session.clock.now();
  const answers = await askAll(session.link, commands, options);
  const at = session.clock.now();
  return { answers, stamp: { at, latencyMs: at - askedAt } };
}

/** Makers whose battery current is in milliamperes (Battery-Monitor, Lawnchair and Amply issues; ../README.md). */
export function makerPrintsMilliamps(properties: Properties): boolean {
  const maker = (properties.get('ro.product.manufacturer') ?? properties.get('ro.product.brand') ?? '').toLowerCase();
  return /^(huawei|honor|oneplus)$/.test(maker) || /^mt\d/i.test(properties.get('ro.board.platform') ?? '');
}

function batteryNodeOf(list: string): string {
  const names = list.split(/\s+/).filter((name) => /^[\w.-]{1,60}$/.test(name));
  const chosen =
    names.find((name) => name === 'battery') ??
    names.find((name) => name === 'bms') ??
    names.find((name) => /batt|gauge|^maxfg/.test(name));
  return `/sys/class/power_supply/${chosen ?? 'battery'}`;
}
