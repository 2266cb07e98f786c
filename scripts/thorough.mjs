/** `npm run thorough`: every state of the instruments against independent programs, and hundreds of crashes; ends with a count. */
import { spawnSync } from 'node:child_process';
import { endWith, runTests } from './counted-tests.mjs';
import { ensureDebianPackages } from './debian-packages.mjs';

ensureDebianPackages();
const built = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
if (built.status !== 0) process.exit(1);
const args = ['--config', 'test/thorough.config.ts', ...process.argv.slice(2)];
endWith(await runTests({ reporter: 'default', results: '.cache/thorough-results.json', args }));
