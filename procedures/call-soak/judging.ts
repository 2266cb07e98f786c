/** What became of a call, and what the half hour says about the phone. */
import { type Quantity, q } from '../language/index.ts';
import { blameFor } from '../parts/call-witness.ts';
import { missingPercent, mostMissing } from '../parts/coverage.ts';
import { judged, judgedIfTold, orNull } from '../parts/judged.ts';
import { stoodStill } from '../parts/standing-still.ts';
import { everySeconds, type Run, talkSeconds } from './declared.ts';
import type { dial, Talk } from './talk.ts';

/** `dropped` is the phone's fault as far as one call can tell; `over`: whatever it is has been said already. */
export type Outcome =
  | { readonly kind: 'held' | 'over' }
  | { readonly kind: 'dropped'; readonly seconds: number; readonly cause: number };

/** dBm below which the place is to blame and not the phone. */
const weakDbm = -115;

/** False when there is no call to go on with. */
export async function connected(t: Run, { from, up, cause }: Awaited<ReturnType<typeof dial>>): Promise<boolean> {
  if (up !== null) {
    await judged(t, 'setUp', q.minus(up, from));
    return true;
  }
  if (cause === 17) await t.fault('radio-off');
  else await t.undecided('not-connected', { cause });
  return false;
}

/** Says what cannot be blamed on the phone, or what needs no second call. */
export async function outcomeOf(t: Run, talk: Talk): Promise<Outcome> {
  const { stopped } = talk.summary;
  if (stopped === null) return { kind: 'held' };
  if (stopped === 'rebooted' || stopped === 'too-hot') await t.fault(stopped);
  if (stopped === 'cannot-tell') await t.undecided('cannot-tell');
  if (stopped !== 'ended') return { kind: 'over' };
  const seconds = Math.round((await talkTime(talk))?.value ?? 0);
  if (seconds >= talkSeconds) return { kind: 'held' };
  const cause = (await talk.cause.last()).value ?? 0;
  const blame = blameFor(cause);
  if (blame === 'there') await t.undecided('hung-up-there', { seconds });
  if (blame === 'here') await t.undecided('hung-up-here', { seconds });
  if (blame === 'nobody') await t.undecided('ended-otherwise', { seconds, cause });
  const weak = await isWeak(talk);
  return blame === 'phone' && !weak ? { kind: 'dropped', seconds, cause } : { kind: 'over' };
}

/** Judges the half hour; of two calls the last one's talk time and the worse of everything else. */
export async function judgeTalks(t: Run, talks: readonly Talk[], outcome: Outcome): Promise<void> {
  const outOfService: (Quantity<'s'> | null)[] = [];
  const hottest: (Quantity<'Cel'> | null)[] = [];
  for (const talk of talks) {
    const percent = missingPercent(talk.summary, everySeconds * 1000);
    if (percent > mostMissing) await t.undecided('too-many-holes', { percent });
    const signal = await orNull(talk.rsrp.median());
    await judgedIfTold(t, 'signal', signal);
    if (await isWeak(talk)) await t.undecided('signal-too-weak', { dbm: signal?.value ?? null });
    outOfService.push(await orNull(talk.outOfService.timeAbove(0.5)));
    hottest.push(await orNull(talk.temperature.max()));
  }
  await judgeService(t, talks, worst(outOfService));
  await judgeHeat(t, talks, worst(hottest));
  const last = talks.at(-1);
  if (last === undefined) return;
  if (outcome.kind !== 'over') await judged(t, 'talkTime', await talkTime(last));
  const [before, after] = [await orNull(last.level.first()), await orNull(last.level.last())];
  await judgedIfTold(t, 'levelUsed', before === null || after === null ? null : q.minus(before, after));
}

/** A phone that does not say whether it has service has not said that it has. */
async function judgeService(t: Run, talks: readonly Talk[], seconds: Quantity<'s'> | null): Promise<void> {
  for (const { outOfService, summary } of talks) {
    const told = (await orNull(outOfService.count()))?.value ?? 0;
    const percent = Math.round((100 * (summary.samples - told)) / Math.max(1, summary.samples));
    if (percent > mostMissing) return t.undecided('service-not-told', { percent }, 'outOfService');
  }
  await judged(t, 'outOfService', seconds);
}

async function judgeHeat(t: Run, talks: readonly Talk[], hottest: Quantity<'Cel'> | null): Promise<void> {
  for (const { temperature, summary } of talks)
    if (await stoodStill(summary, temperature))
      return t.undecided('temperature-stands-still', { celsius: hottest?.value ?? null }, 'hottest');
  await judged(t, 'hottest', hottest);
}

/** Seconds between the first and the last look at which somebody talked, by the phone's own clock. */
async function talkTime(talk: Talk): Promise<Quantity<'s'> | null> {
  const first = await orNull(talk.uptime.first());
  const last = await orNull(talk.uptime.last());
  return first === null || last === null ? null : q.minus(last, first);
}

async function isWeak(talk: Talk): Promise<boolean> {
  const median = await orNull(talk.rsrp.median());
  return median?.value !== undefined && median.value !== null && median.value < weakDbm;
}

/** The largest; nothing when one of them is missing. */
function worst<U extends 's' | 'Cel'>(values: readonly (Quantity<U> | null)[]): Quantity<U> | null {
  const known = values.filter((value) => value !== null);
  const [first, ...others] = known;
  return first === undefined || known.length < values.length ? null : q.max(first, ...others);
}
