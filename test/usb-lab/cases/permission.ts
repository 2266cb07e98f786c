/**
 * A device that another program holds, and a person without rights: a second program tries to open what we hold, gives
 * its rights away, tries to open everything, and tells what it was told.
 */
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { GuestBench } from '../guest-bench.ts';
import type { Case } from '../guest-main.ts';
import { serials } from '../lab-facts.ts';
import type { Attempt } from '../other-program-main.ts';

/** Who has no rights to anything, on Debian. */
const nobody = 65_534;
const scopeAddress = `usb:1ab1:04ce:${serials.scope}`;

function otherProgram(attempt: Attempt): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const child = fork(process.env.LAB_OTHER ?? '', [], { stdio: 'inherit' });
    child.once('message', resolve);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the other program ended with ${code}`)));
    child.send(attempt);
  });
}

async function otherPerson(bench: GuestBench) {
  if (!existsSync('/dev/hidraw0')) await bench.plug('lead', '/dev/hidraw0');
  if (!existsSync('/dev/ttyACM0')) await bench.plug('supply', '/dev/ttyACM0');
  if (!existsSync('/dev/ttyUSB0')) await bench.plug('cable', '/dev/ttyUSB0');
  const { address: file } = await bench.withSerial(serials['other-scope']);
  const scope = await bench.open('rigol-ds', scopeAddress);
  const korad = await bench.open('korad-ka3005p', '/dev/ttyACM0');
  const told = await otherProgram({
    uid: nobody,
    withRights: [
      ['rigol-ds', scopeAddress],
      ['korad-ka3005p', '/dev/ttyACM0'],
    ],
    withoutRights: [
      ['rigol-ds', `usb:1ab1:04ce:${serials['other-scope']}`],
      ['rigol-ds', file],
      ['uni-t-ut8803e', `hid:10c4:ea80:${serials.lead}`],
      ['uni-t-ut61e-plus', 'hid:/dev/hidraw0'],
      ['uni-t-ut61e', '/dev/ttyUSB0'],
    ],
  });
  // What we hold is not harmed by one who was refused.
  const state = await scope.call('state');
  const lost = [...scope.lost, ...korad.lost];
  await scope.instrument.close();
  await korad.instrument.close();
  return { file, told, state, lost };
}

export const permissionCases: readonly Case[] = [['other-person', otherPerson]];
