/** For `npm run usb-lab`: it boots a kernel and takes minutes, so it is a command of its own. */
import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['test/usb-lab/usb-lab.test.ts'] } });
