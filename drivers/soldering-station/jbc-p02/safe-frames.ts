/**
 * What makes a station on USB cold without its driver: control is taken, every port is set to the lowest temperature, and
 * control is handed back. Guarantees nothing that the public sources do not say: a station that is still linked obeys at
 * once; one that has given the link up and greets is answered as if its greeting had been heard.
 */
import type { SafeState } from '../../contract/driver.ts';
import { p02, p02Bytes, utiPerCelsius } from './frame.ts';

export const mostPorts = 4;
/** What the station is told its computer is. */
export const monitor = textBytes('Ohmstead:M');
export const inControl = textBytes('Ohmstead:C');

/** As in the one published transcript. */
const handshakeFid = 0xfd;
export const firmwareFid = 0xed;
/** Frame numbers of questions that nobody hears the answers of; they go to 239. */
const firstFid = 200;
/** Room for an answer between two frames. */
const gapMs = 20;

/** Who is who on the link, as its making has shown. */
export interface LinkAddresses {
  readonly station: number;
  readonly ours: number;
}

/** As in the published transcript. */
export const usualAddresses: LinkAddresses = { station: 0x1d, ours: 0x80 };

export function settingOf(port: number, celsius: number): readonly number[] {
  const uti = Math.round(celsius * utiPerCelsius);
  return [uti & 0xff, uti >> 8, port - 1];
}

/** `lowestCelsius`: the lowest temperature that the station takes. */
export function coldState({ station, ours }: LinkAddresses, lowestCelsius: number): SafeState {
  let fid = firstFid;
  const frame = (command: number, data: readonly number[]) => {
    fid += 1;
    return p02Bytes({ to: station, from: ours, fid, command, data: Uint8Array.from(data) });
  };
  const cold = () => [
    frame(p02.connectStatus, inControl),
    ...Array.from({ length: mostPorts }, (_, port) => frame(p02.selectTemperature, settingOf(port + 1, lowestCelsius))),
  ];
  const greeting = (command: number, number: number, data: readonly number[] = [], to = station) =>
    p02Bytes({ to, from: 0, fid: number, command, data: Uint8Array.from(data) });
  const answered = [
    greeting(p02.handshake, handshakeFid, [p02.ack], station ^ 0x80),
    greeting(p02.firmware, firmwareFid),
    greeting(p02.deviceId, 1),
    greeting(p02.ack, 2),
  ];
  return { frames: [...cold(), ...answered, ...cold()], gapMs, handBack: [frame(p02.connectStatus, monitor)] };
}

function textBytes(text: string): readonly number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}
