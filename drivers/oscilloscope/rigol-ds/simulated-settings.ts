/** Channels, time base and trigger of a simulated Rigol: what is set and what is asked for. */
import type { ScopeAnswer } from '../simulated-scope/conversation.ts';
import type { SimulatedChannel, SimulatedScope } from '../simulated-scope/simulated-scope.ts';

const sweepWords = { auto: 'AUTO', normal: 'NORM', single: 'SING' } as const;

export class RigolSettings {
  readonly #scope: SimulatedScope;

  constructor(scope: SimulatedScope) {
    this.#scope = scope;
  }

  /** `unknown` when it is no setting. */
  obey(header: string, argument: string): ScopeAnswer | 'unknown' {
    const [, number, word] = /^CHAN([1-4]):(.+)$/.exec(header) ?? [];
    const channel = this.#scope.channels[Number(number) - 1];
    if (word !== undefined) return channel === undefined ? undefined : ofChannel(channel, word, argument);
    return this.#ofTrigger(header, argument);
  }

  #ofTrigger(header: string, argument: string): ScopeAnswer | 'unknown' {
    const scope = this.#scope;
    const { timebase, trigger } = scope;
    switch (header.replace('TIM:MAIN:', 'TIM:')) {
      case 'RUN':
        scope.run();
        return undefined;
      case 'STOP':
        scope.stop();
        return undefined;
      case 'SING':
        trigger.sweep = 'single';
        scope.arm();
        return undefined;
      case 'TFOR':
        scope.force();
        return undefined;
      case 'TIM:SCAL?':
        return exponential(timebase.secondsPerDivision);
      case 'TIM:SCAL':
        timebase.secondsPerDivision = Number(argument);
        return undefined;
      case 'TIM:OFFS?':
        return exponential(timebase.delaySeconds);
      case 'TIM:OFFS':
        timebase.delaySeconds = Number(argument);
        return undefined;
      case 'TRIG:STAT?':
        return { running: 'TD', waiting: 'WAIT', stopped: 'STOP' }[scope.state()];
      case 'TRIG:SWE?':
        return sweepWords[trigger.sweep];
      case 'TRIG:SWE':
        trigger.sweep = /^AUTO/i.test(argument) ? 'auto' : /^SING/i.test(argument) ? 'single' : 'normal';
        return undefined;
      case 'TRIG:EDGE:SOUR?':
        return `CHAN${trigger.source}`;
      case 'TRIG:EDGE:SOUR':
        trigger.source = Number(/[1-4]$/.exec(argument)?.[0] ?? 1);
        return undefined;
      case 'TRIG:EDGE:SLOP?':
        return trigger.slope === 'rising' ? 'POS' : 'NEG';
      case 'TRIG:EDGE:SLOP':
        trigger.slope = /^NEG/i.test(argument) ? 'falling' : 'rising';
        return undefined;
      case 'TRIG:EDGE:LEV?':
        return exponential(trigger.levelVolts);
      case 'TRIG:EDGE:LEV':
        trigger.levelVolts = Number(argument);
        return undefined;
      default:
        return 'unknown';
    }
  }
}

function ofChannel(channel: SimulatedChannel, word: string, argument: string): ScopeAnswer {
  switch (word) {
    case 'DISP?':
      return channel.isOn ? '1' : '0';
    case 'DISP':
      channel.isOn = /^(ON|1)$/i.test(argument);
      return undefined;
    case 'SCAL?':
      return exponential(channel.voltsPerDivision);
    case 'SCAL':
      channel.voltsPerDivision = Number(argument);
      return undefined;
    case 'OFFS?':
      return exponential(channel.offsetVolts);
    case 'OFFS':
      channel.offsetVolts = Number(argument);
      return undefined;
    case 'PROB?':
      return exponential(channel.probe);
    case 'COUP?':
      return channel.coupling;
    default:
      return undefined;
  }
}

function exponential(value: number): string {
  return value.toExponential(6);
}
