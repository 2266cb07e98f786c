/**
 * Every unit, state and attribute of the two series as their sources have them (libsigrok's `src/hardware/fluke-dmm`, Fluke's
 * "289/287 Remote Interface Specification"), one line each.
 */
import { describe, expect, it } from 'vitest';
import { said } from '../stream-meter/said-reading.ts';
import { reading18x } from './text-18x.ts';
import { reading28x } from './text-28x.ts';

describe('a line of the 18x', () => {
  it.each([
    ['+1.500 V DC', '1.5 V (0.001) dc'],
    ['-1.500 mV DC', '-0.0015 V (0.000001) dc'],
    [' 1.500 V AC', '1.5 V (0.001) ac'],
    [' 1.500 mV AC', '0.0015 V (0.000001) ac'],
    [' 1.500 V AC+DC', '1.5 V (0.001)'],
    ['+1.500 A DC', '1.5 A (0.001) dc'],
    ['+1.500 mA DC', '0.0015 A (0.000001) dc'],
    ['+1.500 uA DC', '0.0000015 A (1e-9) dc'],
    [' 1.500 A AC', '1.5 A (0.001) ac'],
    [' 1.500 mA AC', '0.0015 A (0.000001) ac'],
    [' 1.500 uA AC+DC', '0.0000015 A (1e-9)'],
    [' 1.500 Ohms', '1.5 Ohm (0.001)'],
    [' 1.500 kOhms', '1500 Ohm (1)'],
    [' 1.500 MOhms', '1500000 Ohm (1000)'],
    [' 1.500 nFarads', '1.5e-9 F (1e-12)'],
    [' 1.500 uFarads', '0.0000015 F (1e-9)'],
    [' 1.500 mFarads', '0.0015 F (0.000001)'],
    [' 1.500 Hz', '1.5 Hz (0.001)'],
    [' 1.500 kHz', '1500 Hz (1)'],
    ['-12.30 dBV', '-12.3 dB (0.01) ac'],
    ['-12.30 dBm', '-12.3 {dBm} (0.01) ac'],
    [' 023.5 Deg C', '23.5 Cel (0.1)'],
    [' 074.3 Deg F', '74.3 [degF] (0.1)'],
    [' 50.00 %', '50 % duty-cycle (0.01)'],
    [' 1.500 ms', '0.0015 s (0.000001)'],
    [' Out of range. V DC', 'overrange V dc'],
    ['-OL V DC', '-overrange V dc'],
    ['+OL Ohms', 'overrange Ohm'],
    [' 1.500 nS', 'nothing'],
  ])('"QM,%s" says %s', (text, words) => expect(said(reading18x(`QM,${text}`))).toBe(words));
});

describe('a line of the 28x', () => {
  it.each([
    ['VDC', 'V (0.0001) dc'],
    ['VAC', 'V (0.0001) ac'],
    ['ADC', 'A (0.0001) dc'],
    ['AAC', 'A (0.0001) ac'],
    ['VAC_PLUS_DC', 'V (0.0001)'],
    ['AAC_PLUS_DC', 'A (0.0001)'],
    ['V', 'V (0.0001) peak-max peak-min'],
    ['A', 'A (0.0001) peak-max peak-min'],
    ['OHM', 'Ohm (0.0001)'],
    ['HZ', 'Hz (0.0001)'],
    ['Hz', 'Hz (0.0001)'],
    ['S', 's (0.0001)'],
    ['F', 'F (0.0001)'],
    ['CEL', 'Cel (0.0001)'],
    ['FAR', '[degF] (0.0001)'],
    ['PCT', '% duty-cycle (0.0001)'],
    ['dBm', '{dBm} (0.0001) ac'],
    ['dBV', 'dB (0.0001) ac'],
  ])('in %s is 1.5 %s', (unit, words) => expect(said(reading28x(`1.5000E0,${unit},NORMAL,NONE`))).toBe(`1.5 ${words}`));

  it.each([
    ['NORMAL', '1.5 V (0.0001) dc'],
    ['OL', 'overrange V dc'],
    ['OL_MINUS', '-overrange V dc'],
    ['OPEN_TC', 'overrange V dc'],
    ['INVALID', 'invalid V dc'],
    ['BLANK', 'invalid V dc'],
    ['DISCHARGE', 'invalid V dc'],
    ['NONE', 'nothing'],
  ])('in the state %s is %s', (state, words) => expect(said(reading28x(`1.5000E0,VDC,${state},NONE`))).toBe(words));

  it.each([
    ['NONE', ''],
    ['OPEN_CIRCUIT', ' continuity'],
    ['SHORT_CIRCUIT', ' continuity short'],
    ['GLITCH_CIRCUIT', ' continuity'],
    ['GOOD_DIODE', ' diode'],
    ['LO_OHMS', ''],
    ['NEGATIVE_EDGE', ''],
    ['POSITIVE_EDGE', ''],
    ['HIGH_CURRENT', ''],
  ])('with the attribute %s is an ohm%s', (attribute, flags) => {
    expect(said(reading28x(`1.5000E0,OHM,NORMAL,${attribute}`))).toBe(`1.5 Ohm (0.0001)${flags}`);
  });

  it.each([
    ['-2.4E-3', 'nothing'],
    ['-2.40E-3', '-0.0024 V (0.00001) dc'],
    ['240.00E-3', '0.24 V (0.00001) dc'],
    ['1.23E12', '1230000000000 V (10000000000) dc'],
    ['1.23E13', 'nothing'],
  ])('%s is %s', (number, words) => expect(said(reading28x(`${number},VDC,NORMAL,NONE`))).toBe(words));
});
