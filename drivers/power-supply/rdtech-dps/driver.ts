/** RDTech DPS3005 to DPS8005: step-down supply modules that speak Modbus RTU; safe state is output off. */
import type { ByteDriver } from '../../contract/driver.ts';
import { registerSupplyDriver } from '../register-supply/driver.ts';
import { dpsAccuracy } from './accuracy.ts';
import { dpsMap, dpsModels } from './registers.ts';
import { simulateDps } from './simulator.ts';

export const dpsDriver: ByteDriver = registerSupplyDriver({
  id: 'rdtech-dps',
  models: dpsModels.map(({ model }) => ({ make: 'RDTech', model })),
  by: 'its model number in Modbus register 11 (unit 1)',
  baudRate: 9_600,
  gapMs: 20,
  map: dpsMap,
  accuracy: dpsAccuracy,
  simulate: (unit, context) => simulateDps(unit, context),
});
