/** What people read is in their language and in the instrument's own digits; what machines read stays the same. */
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../drivers/catalogue.ts';
import { scenarios } from '../../drivers/simulated-unit/scenarios.ts';
import { type Language, languages } from '../../foundation/measurement/declaration.ts';
import type { DeclaredProcedure } from '../../procedures/language/procedure.ts';
import type { TicketDetails } from '../../station/api/ticket.ts';
import { ticketStatuses, warrantyStates } from '../../station/api/validators.ts';
import type { RecordsLink, Surroundings } from '../../station/cli/command.ts';
import type { Rehearsals } from '../../station/cli/rehearsals.ts';
import { failureText } from '../../station/texts/failure-text.ts';
import { recognisedTexts } from '../../station/texts/recognised-texts.ts';
import { scenarioText, scenarioTexts } from '../../station/texts/scenario-texts.ts';
import { eventText, statusText, warrantyText } from '../../station/texts/ticket-words.ts';
import { FakeStation } from '../support/fake-station.ts';
import { FakeCommand } from '../support/fake-surroundings.ts';
import { journalOf, measured } from '../support/sample-journal.ts';

const chinese = /[\u4e00-\u9fff]/;
const run = 'RUN-20260105-0001';

const ticket: TicketDetails = {
  number: 'SR-20260105-0001',
  openedWall: '2026-01-05T08:00:00.000Z',
  brand: 'Acme',
  model: 'One',
  fault: 'off',
  faultBegan: '',
  priority: 'P3',
  warranty: 'unknown',
  status: 'new',
  runs: 1,
  timeline: [
    { atWall: '2026-01-05T08:00:00.000Z', kind: 'opened', body: { priority: 'P3' } },
    { atWall: '2026-01-05T08:00:01.000Z', kind: 'status', body: { from: 'new', to: 'waiting', by: 'Q' } },
    { atWall: '2026-01-05T08:00:02.000Z', kind: 'of-a-later-station', body: {} },
  ],
  runsDetail: [
    {
      run,
      procedure: 'battery-health',
      version: '1.0.0',
      ticket: 'SR-20260105-0001',
      startedWall: '2026-01-05T08:00:00.000Z',
      verdict: 'PASS',
      simulated: true,
      measures: [{ key: 'sag', value: 0, unit: 'V', resolution: 0.001, verdict: 'PASS', limits: {} }],
    },
  ],
  beforeAfter: [
    {
      key: 'sag',
      procedure: 'battery-health',
      unit: 'V',
      before: { run, value: 1.5, verdict: 'PASS', resolution: 0.001 },
      after: { run, value: 2.5, verdict: 'PASS', resolution: 0.01 },
    },
  ],
};

function command(language: Language, parts: Partial<Surroundings> = {}): FakeCommand {
  return new FakeCommand({ folder: '/nowhere', parts: { language, ...parts } });
}

/** Records of which only this ticket, or this procedure's stages, are asked. */
function records(stages: DeclaredProcedure['stages'] = {}): Partial<Surroundings> {
  const link = {
    call: (verb: string) => Promise.resolve(verb === 'ticket/list' ? [ticket] : ticket),
    declared: () => ({ stages }),
    close: () => undefined,
  };
  return { openRecords: () => Promise.resolve(link as unknown as RecordsLink) };
}

describe('words in the language of the person', () => {
  it('no scenario is left without its sentence, and no sentence without its scenario', () => {
    expect(Object.keys(scenarioTexts).sort()).toEqual(scenarios.map(({ name }) => name).sort());
    for (const scenario of scenarios)
      for (const language of languages)
        expect(chinese.test(scenarioText(scenario, language)), scenario.name).toBe(language !== 'en');
  });

  it('scenarios are described in Chinese to people and in English to machines', async () => {
    const people = command('zh-TW');
    await people.run('scenarios');
    expect(people.stdout.text).toContain('手機');
    expect(people.stdout.text).not.toContain('phone');
    const machine = new FakeCommand({ folder: '/nowhere', json: true, parts: { language: 'zh-TW' } });
    await machine.run('scenarios');
    expect(machine.objects().map(({ describes }) => describes)).toEqual(scenarios.map(({ describes }) => describes));
  });

  it('how an instrument is recognised is said in Chinese, and no sentence is left over', async () => {
    const sentences = new Set(catalogue.map(({ manifest }) => manifest.recognised.by));
    expect(Object.keys(recognisedTexts).sort()).toEqual([...sentences].sort());
    const listed = command('zh-CN');
    await listed.run('drivers');
    expect(listed.stdout.text).toContain('应答');
    expect(listed.stdout.text).not.toContain('answer');
  });

  it('every status and warranty has its word', () => {
    for (const language of ['zh-CN', 'zh-TW'] as const) {
      for (const status of ticketStatuses) expect(statusText(status, language)).toMatch(chinese);
      for (const warranty of warrantyStates) expect(warrantyText(warranty, language)).toMatch(chinese);
      for (const kind of [
        'opened',
        'status',
        'note',
        'run-attached',
        'run-ended',
        'run-not-begun',
        'run-linked',
        'run-unlinked',
      ])
        expect(eventText({ atWall: '', kind, body: {} }, language), kind).toMatch(chinese);
    }
  });

  it('a ticket is shown in Chinese, and what a later station wrote as it is', async () => {
    const shown = command('zh-CN', records());
    await shown.run('ticket', 'show', ticket.number);
    expect(shown.stdout.text).toContain('P3 · 新建 · 保修情况未知');
    expect(shown.stdout.text).toContain('登记  P3');
    expect(shown.stdout.text).toContain('状态  新建 → 等待中 Q');
    expect(shown.stdout.text).toContain('of-a-later-station');
    const listed = command('zh-CN', records());
    await listed.run('tickets');
    expect(listed.stdout.text).toContain('新建');
  });

  it('the first line of progress has the title of the stage and not its key', async () => {
    const entries = journalOf(run, [
      { kind: 'step.start', name: 'claim', token: 1, attempt: 1, timeoutMs: 1000 },
      measured('health', 92),
    ]);
    const station = new FakeStation().answer('run/start', () => {
      station.commit(entries);
      return { run };
    });
    const stages = { claim: { en: 'Claim the phone', 'zh-CN': '连接手机', 'zh-TW': '連接手機' } };
    const watched = command('zh-CN', { ...records(stages), openStation: async () => station });
    await watched.run('run', 'battery-health', '--ticket', ticket.number, '--bench', 'simulated');
    expect(watched.stderr.text.split('\n')[0]).toContain('连接手机');
    expect(watched.stderr.text).not.toContain('claim');
  });
});

it('a ticket shows the digits of the instrument, as the record does', async () => {
  const shown = command('en', records());
  await shown.run('ticket', 'show', ticket.number);
  expect(shown.stdout.text).toMatch(/sag +0\.000 V/);
  expect(shown.stdout.text).toMatch(/sag +1\.500 V +PASS +2\.50 V/);
});

it('an empty answer is shown as an empty quote', () => {
  const failure = { code: 'answer/invalid', params: { key: 'k', kind: 'number', given: '' } };
  expect(failureText(failure, 'en')).toMatch(/^"" is no number answer to "k"/);
  expect(failureText(failure, 'zh-TW')).toMatch(/^「」/);
});

describe('what can be decoded', () => {
  it('the list of drivers says, and decode of the others says so', async () => {
    const listed = new FakeCommand({ folder: '/nowhere', json: true });
    await listed.run('drivers');
    const decodable = listed.objects().filter(({ decodes }) => decodes === true);
    expect(decodable.map(({ id }) => id)).toContain('uni-t-ut61e');
    expect(decodable.length).toBeLessThan(catalogue.length);
    for (const { id, decodes, decodesConversation } of listed.objects()) {
      const decode = command('en');
      expect(await decode.run('decode', String(id)), String(id)).toBe(decodes === true ? 0 : 64);
      if (decodes === true) continue;
      if (decodesConversation === true)
        expect(decode.stderr.text).toMatch(/--conversation.*uni-t-ut61e.*\[usage\/needs-conversation\]/);
      else expect(decode.stderr.text).toMatch(/phone.*\[usage\/no-decoder\]/);
    }
  });
});

describe('rehearse --faults', () => {
  const outcome = {
    instrument: 'meter',
    fault: 'silence',
    step: 'read',
    kind: 'step',
    afterSamples: 0,
    lasting: false,
    verdict: 'INCONCLUSIVE',
    reason: null,
    simulatedMs: 1000,
    happened: true,
    passedByAbsence: false,
    blamedTheUnit: false,
  } as const;

  /** What stood on standard error before the first outcome came, and after the last. */
  async function progress(json: boolean): Promise<readonly [string, string]> {
    let early = '';
    const rehearsals: Rehearsals = {
      rehearse: () => Promise.reject(new Error('not asked')),
      async rehearseFaults(_, onOutcome) {
        early = asked.stderr.text;
        for (let done = 1; done <= 200; done += 1) onOutcome(outcome, done, 200);
        return { stages: {}, findings: {} } as unknown as DeclaredProcedure;
      },
    };
    const asked = new FakeCommand({ folder: '/nowhere', json, parts: { rehearsals: async () => rehearsals } });
    expect(await asked.run('rehearse', 'battery-health', '--faults')).toBe(0);
    return [early, asked.stderr.text];
  }

  it('says at once that it works, and goes on saying so', async () => {
    const [early, late] = await progress(false);
    expect(early).toMatch(/^Rehearsing/);
    expect(late).toContain('1/200 meter silence');
    expect(late).toContain('200/200');
    expect(late.trim().split('\n').length).toBeLessThan(30);
  });

  it('says nothing to machines', async () => {
    expect(await progress(true)).toEqual(['', '']);
  });
});
