/**
 * A USBTMC oscilloscope: the simulated instrument's message layer behind two bulk endpoints. A request that nothing is
 * said to stays unanswered; aborting and clearing throw away what nobody has fetched.
 */

import type { SimulatedInstrument } from '../../../drivers/contract/simulator.ts';
import { SimulatedUsbtmc } from '../../../drivers/transport/simulated-usbtmc.ts';
import type { Clock } from '../../../foundation/clock/clock.ts';
import type { DeviceName } from '../device/descriptors.ts';
import { InstrumentWire } from '../device/instrument-wire.ts';
import { type ControlAnswer, type Setup, UsbDevice } from '../device/usb-device.ts';
import { wholeAnswers } from './whole-answers.ts';

export interface UsbtmcScopeOptions extends DeviceName {
  readonly clock: Clock;
  readonly instrument: SimulatedInstrument;
}

const packetBytes = 512;
const bulkIn = 1;
/** A reply of any length is one transfer. */
const anyLength = Number.MAX_SAFE_INTEGER;
const lookUpMs = 1_000;
const requests = { abortIn: 3, clear: 5, capabilities: 7 } as const;

export class UsbtmcScope extends UsbDevice {
  /** Class requests that came, for tests. */
  readonly requests: number[] = [];
  readonly #options: UsbtmcScopeOptions;
  #messages: SimulatedUsbtmc | undefined;

  constructor(options: UsbtmcScopeOptions) {
    const endpoints = [
      { address: 0x02, type: 'bulk', packetBytes },
      { address: 0x80 | bulkIn, type: 'bulk', packetBytes },
    ] as const;
    const { vendor, product, maker, name, serial } = options;
    const interfaces = [{ class: 0xfe, subclass: 0x03, protocol: 0x01, endpoints }];
    super({ vendor, product, release: 0x0100, speed: 'high', maker, name, serial, interfaces });
    this.#options = options;
  }

  override plugged(): void {
    const messages = new SimulatedUsbtmc({ clock: this.#options.clock, packetBytes });
    this.#messages = messages;
    // The message layer takes a pause for the end of an answer, and in a slow guest everything has pauses.
    const wire = new InstrumentWire(wholeAnswers((answer) => messages.send(answer)));
    messages.onData((chunk) => wire.heard(chunk));
    messages.onClose(() => wire.hangUp());
    this.#options.instrument.attach(wire);
    void this.#speak(messages);
  }

  override received(_endpoint: number, data: Uint8Array): Promise<void> | 'stall' {
    return this.#messages?.bulkOut(data) ?? 'stall';
  }

  override async request({ requestType, request, value, length }: Setup): Promise<ControlAnswer> {
    this.requests.push(request);
    if (this.#messages === undefined || request === 0 || request > requests.capabilities) return 'stall';
    if (request === requests.abortIn || request === requests.clear) {
      const endpoint = this.in(bulkIn);
      const isUnread = endpoint.waiting > 0;
      endpoint.clear();
      if (isUnread && request === requests.abortIn) return Uint8Array.of(1, value);
    }
    const recipient = (requestType & 0x1f) === 2 ? 'endpoint' : 'interface';
    return this.#messages.control({ request, recipient, value, length });
  }

  override unplugged(): void {
    super.unplugged();
    this.#messages?.hangUp();
    this.#messages = undefined;
  }

  async #speak(messages: SimulatedUsbtmc): Promise<void> {
    try {
      while (this.#messages === messages) {
        const reply = await messages.bulkIn(anyLength, lookUpMs);
        if (reply !== 'timeout' && this.#messages === messages) this.in(bulkIn).offer(reply);
      }
    } catch {
      // Pulled out: nothing is said any more.
    }
  }
}
