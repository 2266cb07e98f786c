/** What the station says about itself, for the diagnostics file: over a port of its own, and not waited for long. */
import type { Clock } from '../foundation/clock/clock.ts';
import { failureOf } from '../foundation/failure.ts';
import { caller } from '../foundation/port/contract.ts';
import { messagePort } from '../foundation/port/message-port.ts';
import type { StationApi } from '../station/api/station-api.ts';
import type { StationProcess } from './station-process.ts';

const answerMs = 10_000;
const questions = ['station/about', 'station/status', 'station/check', 'station/settings'] as const;

/** Name of the question → its answer, or why there is none. */
export async function stationFacts(
  station: Pick<StationProcess, 'port'>,
  clock: Clock,
): Promise<Readonly<Record<string, unknown>>> {
  const end = station.port();
  if (end === undefined) return { station: { code: 'station/lost' } };
  const port = messagePort(end);
  const { call } = caller<StationApi>(port, 'station/lost');
  // Closing the port settles every question that is still open.
  const cancel = clock.after(answerMs, () => port.close());
  const facts = await Promise.all(
    questions.map(async (verb) => [verb.replace('/', '-'), await call(verb, {}).catch(failureOf)] as const),
  );
  cancel();
  port.close();
  return Object.fromEntries(facts);
}
