/**
 * A call of half an hour: set-up, an unbroken half hour by the phone's own uptime, drop causes, service, temperature,
 * reboot. Two of three witnesses say whether somebody is talking. A cable that is out for up to two minutes is a hole.
 *
 * Sources: repair reference 4.3 (table of criteria; one drop is repeated once, two drops fail, drop and pass is
 * intermittent) and 4.8. The call is dialled in a step and not in an establish: after a crash of the station it must
 * be the same call that goes on, because a new one would hide a drop.
 */

import { declared, everySeconds, talkSeconds } from './call-soak/declared.ts';
import { connected, judgeTalks, outcomeOf } from './call-soak/judging.ts';
import { dial, talkSample } from './call-soak/talk.ts';
import { min, procedure, type SoakMoment, type SoakOptions, sec } from './language/index.ts';
import { noteUnit } from './parts/claim.ts';
import { ready, type Unmet, unmetByBattery } from './parts/preflight.ts';
import { title } from './texts/call-soak.ts';

const dialOptions = { timeout: sec(90), retries: 1 } as const;
const talkOptions: SoakOptions<{ readonly end: string | null }> = {
  // Beyond the half hour, so that the time between the first and the last look is never short of it.
  for: sec(talkSeconds + everySeconds),
  every: sec(everySeconds),
  hole: sec(120),
  onGap: { shorterThan: min(5), policy: 'extend' },
  stopWhen: (last) => last.end,
};

export default procedure({
  id: 'call-soak',
  version: '1.1.0',
  title,
  ...declared,
  async run(t, { phone }) {
    const unit = await t.step('claim', () => phone.identity(), { timeout: sec(60), retries: 1 });
    await noteUnit(t, unit);
    const arrived = await t.step('preflight', () => phone.sample({ battery: true, telephony: true }), {
      timeout: sec(60),
      retries: 1,
    });
    const unmet = [...unmetByBattery(arrived.battery, 20, 100), ...unmetByLine(arrived.telephony)];
    if (!(await ready(t, unmet))) return;
    const number = await t.ask('peer-number');
    if (!/^\+?[0-9*#]{1,32}$/.test(number)) return t.undecided('number-unusable');

    await t.establish(
      'line',
      () => phone.moment(),
      () => phone.hangUp(),
    );
    const sample = (moment: SoakMoment) => talkSample({ phone }, unit.bootId, moment);
    if (!(await connected(t, await t.step('dial', () => dial(t, { phone }, number), dialOptions)))) return;
    const first = await t.soak('talk', talkOptions, sample);
    const outcome = await outcomeOf(t, first);
    if (outcome.kind !== 'dropped') return judgeTalks(t, [first], outcome);

    const { seconds, cause } = outcome;
    await t.note('dropped-once', { seconds, cause });
    if (!(await connected(t, await t.step('dial-again', () => dial(t, { phone }, number), dialOptions)))) return;
    const second = await t.soak('talk-again', talkOptions, sample);
    const repeated = await outcomeOf(t, second);
    if (repeated.kind === 'held') await t.undecided('intermittent', { seconds, cause });
    if (repeated.kind === 'dropped')
      await t.fault('call-dropped', {
        ...{ first: seconds, firstCause: cause },
        ...{ second: repeated.seconds, secondCause: repeated.cause },
      });
    await judgeTalks(t, [first, second], repeated);
  },
});

function unmetByLine(line: { readonly simReady: boolean; readonly serviceState: string }): Unmet[] {
  if (!line.simReady) return [{ code: 'no-sim', params: {} }];
  return line.serviceState === 'in-service' ? [] : [{ code: 'no-service', params: { state: line.serviceState } }];
}
