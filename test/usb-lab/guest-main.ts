/** The test inside the guest: one case after the other, each told on the console as it ends, none able to hold up all. */
import { adbCases } from './cases/adb.ts';
import { hidCases } from './cases/hid.ts';
import { permissionCases } from './cases/permission.ts';
import { scopeCases } from './cases/scope.ts';
import { serialCases } from './cases/serial.ts';
import { GuestBench } from './guest-bench.ts';
import { type CaseOutcome, mark } from './lab-facts.ts';

export type Case = readonly [name: string, run: (bench: GuestBench) => Promise<Record<string, unknown>>];

/** In the bench's own milliseconds. */
const caseWithinMs = 40_000;
const wanted = process.env.LAB_CASES || undefined;
const bench = await GuestBench.start(process.argv[2] ?? '');

for (const [name, run] of [...scopeCases, ...hidCases, ...serialCases, ...adbCases, ...permissionCases]) {
  if (wanted !== undefined && !wanted.split(',').includes(name)) continue;
  tell(await outcomeOf(name, run));
}
await Promise.race([bench.stop(), bench.clock.sleep(2_000)]);
process.exit(0);

async function outcomeOf(name: string, run: Case[1]): Promise<CaseOutcome> {
  const began = performance.now();
  const ms = () => Math.round(performance.now() - began);
  try {
    const late = bench.clock.sleep(caseWithinMs).then(() => Promise.reject(new Error('took too long')));
    return { name, facts: await Promise.race([run(bench), late]), ms: ms() };
  } catch (error) {
    return { name, error: error instanceof Error ? (error.stack ?? error.message) : String(error), ms: ms() };
  }
}

function tell(outcome: CaseOutcome): void {
  console.log(`\n${mark}${JSON.stringify(outcome)}`);
}
