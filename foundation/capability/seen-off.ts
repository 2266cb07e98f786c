/**
 * Whether an instrument says that everything it energises is off. Guarantees: only questions are asked, which change
 * nothing; `true` only when every output that it has was asked and said so; a question without an answer is a failure and
 * never an "off". A soldering station counts as off at the lowest temperature it can be set to, which is its safe state, and
 * where no tool is plugged in.
 */
import { CodedError, failureOf } from '../failure.ts';
import type { Capability } from './capability.ts';
import type { ElectronicLoadVerbs } from './electronic-load.ts';
import type { SolderingState, SolderingStationVerbs } from './soldering-station.ts';

/** One verb of the instrument's capability; rejects with a coded failure. */
export type Ask = (verb: string, args: object) => Promise<unknown>;

/** More than any instrument on a bench has. */
const mostOutputs = 8;
/** What an instrument says of an output beyond its last one. */
const noSuchOutput: ReadonlySet<string> = new Set(['supply/no-channel', 'soldering/no-port', 'soldering/refused']);

/** Fails as the question did, or with `output/cannot-say` for a kind of instrument that has no such question. */
export function seenOff(capability: Capability | (string & {}), ask: Ask): Promise<boolean> {
  switch (capability) {
    case 'PowerSupply':
      return everyOutput(async (channel) => {
        const state = (await ask('state', { channel })) as { readonly output: boolean };
        return !state.output;
      });
    case 'ElectronicLoad':
      return ask('state', {}).then((state) => !(state as ElectronicLoadVerbs['state']['out']).input);
    case 'SolderingStation':
      return everyOutput((port) => isCold(port, ask));
    default:
      return Promise.reject(new CodedError('output/cannot-say', { capability }));
  }
}

async function isCold(port: number, ask: Ask): Promise<boolean> {
  const { state } = (await ask('state', { port })) as SolderingState;
  // Nothing is plugged in that could be hot; whatever it is set to stays what the person has set.
  if (state === 'no-tool' || state === 'off') return true;
  const { setTemperature } = (await ask('measure', { port })) as SolderingStationVerbs['measure']['out'];
  const { lowest, step } = (await ask('limits', { port })) as SolderingStationVerbs['limits']['out'];
  // Written in the station's own unit and steps, it reads back a rounding away.
  return setTemperature.value !== null && setTemperature.value < lowest + Math.max(1, step);
}

/** From 1 on, until the instrument says that there is no more. */
async function everyOutput(isOff: (output: number) => Promise<boolean>): Promise<boolean> {
  for (let output = 1; output <= mostOutputs; output += 1) {
    try {
      if (!(await isOff(output))) return false;
    } catch (error) {
      if (output > 1 && noSuchOutput.has(failureOf(error).code)) return true;
      throw error;
    }
  }
  return true;
}
