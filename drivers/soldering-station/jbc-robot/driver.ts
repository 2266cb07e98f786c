/**
 * JBC control units (UCR, ALE, NAE, DDE, DME, HDE) over RS-232 in robot mode, which the person switches on at the station.
 * In that mode the station obeys whoever is on the line, so its safe state is the lowest temperature on every port.
 */
import type { ByteDriver } from '../../contract/driver.ts';
import { recognised } from '../../protocol/queued-instrument.ts';
import { RobotAnswerDecoder } from './answer-decoder.ts';
import { factoryAddresses, robotBytes } from './frame.ts';
import { JbcRobotStation, mostPorts, robotLimits } from './instrument.ts';
import { simulateRobot } from './simulator.ts';

const id = 'jbc-robot';
const openWithinMs = 8_000;

/** Both with and without addresses: nobody can ask which it is while everything else is dead. */
const coolDown = [factoryAddresses, undefined].flatMap((addresses) =>
  Array.from({ length: mostPorts }, (_, port) =>
    robotBytes({ header: 'W', command: `ST${port + 1}`, data: robotLimits.lowest }, addresses),
  ),
);

export const jbcRobotDriver: ByteDriver = {
  link: 'bytes',
  manifest: {
    id,
    models: ['UCR', 'ALE', 'NAE', 'DDE', 'DME', 'HDE'].map((model) => ({ make: 'JBC', model })),
    capability: 'SolderingStation',
    recognised: { by: 'its answers in the robot protocol (RS-232, Robot: YES in its menu), which repeat the command' },
    line: { baudRate: 19_200, dataBits: 8, parity: 'none', stopBits: 1 },
    minGapMs: 15,
    energises: true,
    version: '1.0.0',
  },
  // The gap leaves room for the answer to the frame before.
  safeState: { frames: coolDown, gapMs: 30 },
  decoder: () => new RobotAnswerDecoder(),
  async open(transport, { clock }) {
    const station = new JbcRobotStation(transport, clock);
    await recognised(id, transport, () => station.identify({ deadlineMs: openWithinMs }));
    return station;
  },
  simulate: (unit, context) => simulateRobot(unit, context),
};
