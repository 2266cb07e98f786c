/** Starts the built application in the Electron that is at hand. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureElectronPackages } from './debian-packages.mjs';
import { findRuntime } from './electron-runtime.mjs';

const built = fileURLToPath(new URL('../dist', import.meta.url));

/** The running child, or undefined when there is no Electron here; what is missing has been said. */
export async function startElectron({ args = [], env = {} } = {}) {
  ensureElectronPackages();
  const runtime = await findRuntime();
  if (runtime === undefined) return undefined;
  // Chromium has no sandbox for root and would not start; everybody else keeps it.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(runtime.executable, [built, ...asRoot, ...args], {
    stdio: ['inherit', 'inherit', 'pipe'],
    env: { ...process.env, ...env },
  });
  // Chromium's remarks about buses and graphics that a bench computer does not have help nobody.
  child.stderr.setEncoding('utf8').on('data', (text) => {
    const lines = text.split('\n').filter((line) => line !== '' && !/^\[\d+:[\d/.]+:\w+:[\w.]+\(\d+\)\]/.test(line));
    if (lines.length > 0) process.stderr.write(`${lines.join('\n')}\n`);
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return child;
}

/** Resolves with the exit code. */
export function ended(child) {
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
}
