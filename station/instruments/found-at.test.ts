import { expect, it } from 'vitest';
import type { DiscoveredInstrument } from '../../drivers/bench/bench-api.ts';
import { foundAt } from './found-at.ts';

const stableId = '1a86:7523:7';
const port = (address: string, usbPath?: string): DiscoveredInstrument => ({
  ...{ address, stableId, kind: 'serial', candidates: [], state: 'usable' },
  ...(usbPath === undefined ? {} : { usbPath }),
});
/** What each is called, by its address where it has no name. */
const names = (...instruments: DiscoveredInstrument[]) =>
  instruments.map(({ address }) => foundAt({ instruments, problems: [] }, address)?.stableId ?? address);

it('one alone is called by its serial number', () => {
  expect(names(port('COM3', '1-1'))).toEqual([stableId]);
});

it('two with the same serial number are called by their sockets besides', () => {
  expect(names(port('COM3', '1-1'), port('COM4', '1-2'))).toEqual([`${stableId} @1-1`, `${stableId} @1-2`]);
});

it('two that nothing tells apart are called by their addresses, so that none is taken for the other', () => {
  expect(names(port('COM3'), port('COM4'))).toEqual(['COM3', 'COM4']);
  expect(names(port('COM3', '1-1'), port('COM4', '1-1'))).toEqual(['COM3', 'COM4']);
  expect(names(port('COM3', '1-1'), port('COM4'))).toEqual([`${stableId} @1-1`, 'COM4']);
});
