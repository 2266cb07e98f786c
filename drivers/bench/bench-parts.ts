/** What the bench is given: a clock, drivers, and the ways to what is connected. */
import type { Clock } from '../../foundation/clock/clock.ts';
import type { Driver } from '../contract/driver.ts';
import type { LineSettings } from '../contract/transport.ts';
import type { Discovery, OpenRequest } from './bench-api.ts';
import type { LineMemory } from './known-lines.ts';
import type { OpenLink } from './open-address.ts';
import type { UsbView } from './whereabouts.ts';

export interface BenchParts {
  readonly clock: Clock;
  readonly drivers: readonly Driver[];
  /** `line`: the driver's own when absent. */
  open(driver: Driver, address: string, simulated: OpenRequest['simulated'], line?: LineSettings): Promise<OpenLink>;
  discover(manual: readonly string[]): Promise<Discovery>;
  /** What is on USB now and where; absent where nothing real can be. */
  readonly usb?: UsbView;
  /** Its answer to `*IDN?`; absent where nothing real can be. */
  identify?(address: string): Promise<string>;
  /** On which line instruments were understood; forgotten with the process where absent. */
  readonly lines?: LineMemory;
  operator(key: string, answer: unknown): void;
}
