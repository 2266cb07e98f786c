/**
 * A person without rights, and a device that another program holds: this very program again, without root's rights or
 * with them, tries to open everything and tells what it was told.
 */
import { fork } from 'node:child_process';
import { catalogue } from '../../../drivers/catalogue.ts';
import type { GuestBench } from '../guest-bench.ts';
import type { Case } from '../guest-main.ts';
import { serials } from '../lab-facts.ts';
import type { Attempt } from '../other-program-main.ts';

/** Who has no rights to anything, on Debian. */
const nobody = 65_534;
const scopeAddress = `usb:1ab1:04ce:${serials.scope}`;

function attempts(addresses: readonly (readonly [string, string])[], uid: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const child = fork(process.env.LAB_OTHER ?? '', [], { stdio: 'inherit' });
    child.once('message', resolve);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the other program ended with ${code}`)));
    child.send({ addresses, uid } satisfies Attempt);
  });
}

async function withoutRights(bench: GuestBench) {
  await bench.plug('lead', '/dev/hidraw0');
  const file = (await bench.discovered()).find(({ stableId }) => stableId?.endsWith(serials.scope))?.address ?? '';
  const wanted = [
    ['rigol-ds', scopeAddress],
    ['rigol-ds', file],
    ['uni-t-ut8803e', `hid:10c4:ea80:${serials.lead}`],
    ['uni-t-ut61e-plus', 'hid:/dev/hidraw0'],
    ['korad-ka3005p', '/dev/ttyACM0'],
  ] as const;
  return { told: await attempts(wanted, nobody), drivers: catalogue.length };
}

async function heldByOther(bench: GuestBench) {
  const scope = await bench.open('rigol-ds', scopeAddress);
  const korad = await bench.open('korad-ka3005p', '/dev/ttyACM0');
  const told = await attempts(
    [
      ['rigol-ds', scopeAddress],
      ['korad-ka3005p', '/dev/ttyACM0'],
    ],
    0,
  );
  // What we hold is not harmed by one who was refused.
  const state = await scope.call('state');
  await scope.instrument.close();
  await korad.instrument.close();
  return { told, state, lost: scope.lost };
}

export const permissionCases: readonly Case[] = [
  ['held-by-other', heldByOther],
  ['without-rights', withoutRights],
];
