import { defineConfig } from 'vitest/config';
import { howTestsRun, thorough } from './test/how-tests-run.ts';

/** It boots a kernel: `npm run usb-lab`. */
const usbLab = 'test/usb-lab/usb-lab.test.ts';

export default defineConfig({
  test: {
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: ['**/node_modules/**', 'dist/**', '.cache/**', 'release/**', usbLab, ...thorough],
    ...howTestsRun,
  },
});
