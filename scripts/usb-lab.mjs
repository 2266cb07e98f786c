/**
 * `npm run usb-lab`: the USB devices of the lab under a kernel in QEMU. Gets what that needs (Debian packages as root, the
 * kernel's package without installing it) or says in one line why it cannot; ends with a count.
 */
import { endWith, runTests } from './counted-tests.mjs';
import { ensureLabPackages } from './debian-packages.mjs';

ensureLabPackages();
const args = ['--config', 'test/usb-lab/lab.config.ts', ...process.argv.slice(2)];
endWith(await runTests({ reporter: 'verbose', results: '.cache/usb-lab/results.json', args }));
