/** Riden RD6006 to RD6024: DC supplies behind a USB serial bridge that speak Modbus RTU; safe state is output off. */
import type { ByteDriver } from '../../contract/driver.ts';
import { registerSupplyDriver } from '../register-supply/driver.ts';
import { ridenAccuracy } from './accuracy.ts';
import { ridenMap, ridenModels } from './registers.ts';
import { simulateRiden } from './simulator.ts';

export const ridenDriver: ByteDriver = registerSupplyDriver({
  id: 'riden-rd60xx',
  models: ridenModels.map(({ model }) => ({ make: 'Riden', model })),
  by: 'its model number in Modbus register 0 (unit 1)',
  baudRate: 115_200,
  gapMs: 10,
  map: ridenMap,
  accuracy: ridenAccuracy,
  simulate: (unit, context) => simulateRiden(unit, context),
});
