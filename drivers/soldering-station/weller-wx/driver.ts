/**
 * Weller WX1, WX2 and relatives over RS-232. Everything here is from one public source of unclear origin: unverified. Once
 * `remote1` was sent the station may obey nobody else, so its safe state is a cold tip and the panel handed back.
 */
import type { ByteDriver } from '../../contract/driver.ts';
import { recognised } from '../../protocol/queued-instrument.ts';
import { WellerStation, wellerLimits } from './instrument.ts';
import { remoteBytes, setBytes } from './message.ts';
import { simulateWeller } from './simulator.ts';

const id = 'weller-wx';
const openWithinMs = 10_000;
const coolDown = [1, 2].map((channel) => setBytes(channel, 10 * wellerLimits.lowest));

export const wellerWxDriver: ByteDriver = {
  link: 'bytes',
  manifest: {
    id,
    models: ['WX1', 'WX2', 'WX1D', 'WX2D', 'WX1A', 'WX2A'].map((model) => ({ make: 'Weller', model })),
    capability: 'SolderingStation',
    recognised: { by: 'its answer to ?, which begins with WX (unverified)' },
    line: { baudRate: 1_200, dataBits: 8, parity: 'none', stopBits: 1 },
    minGapMs: 30,
    energises: true,
    version: '0.1.0',
  },
  safeState: { frames: [remoteBytes(true), ...coolDown], gapMs: 110, handBack: [remoteBytes(false)] },
  async open(transport, { clock }) {
    const station = new WellerStation(transport, clock);
    await recognised(id, transport, () => station.identify({ deadlineMs: openWithinMs }));
    return station;
  },
  simulate: (unit, context) => simulateWeller(unit, context),
};
