/**
 * The main job in the terminal: a demonstration ticket, the four acceptance procedures on the simulated bench at high
 * speed with live progress, their verdicts on the ticket, and where the record is.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../bin/ohmstead.mjs', import.meta.url));
const procedures = ['battery-health', 'fast-charge', 'call-soak', 'video-soak'];
const speed = '1200';

/** Runs the command; resolves with its exit code and, when captured, what it printed. */
function ohmstead(args, { capture = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [command, ...args], {
      stdio: ['inherit', capture ? 'pipe' : 'inherit', 'inherit'],
    });
    let printed = '';
    child.stdout?.on('data', (data) => (printed += data));
    child.on('close', (code) => resolve({ code, printed }));
  });
}

/** Resolves with the exit code. */
export async function demonstrate() {
  const opened = await ohmstead(['ticket', 'demonstration', '--json'], { capture: true });
  if (opened.code !== 0) return opened.code;
  const ticket = JSON.parse(opened.printed.trim().split('\n').at(-1)).number;
  console.log(
    `Demonstration ticket ${ticket}: four procedures on the simulated bench, ${speed} times faster than life.\n`,
  );
  let worst = 0;
  for (const procedure of procedures) {
    const { code } = await ohmstead(['run', procedure, '--ticket', ticket, '--bench', 'simulated', '--speed', speed]);
    if (code !== 0) worst ||= code;
    console.log();
  }
  await ohmstead(['ticket', 'show', ticket]);
  console.log(
    `\nThe record stays on this machine; \`npx ohmstead ticket show ${ticket}\` and \`npx ohmstead runs\` show it again.`,
  );
  return worst;
}
