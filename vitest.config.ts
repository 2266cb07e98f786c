import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: ['**/node_modules/**', 'dist/**', '.cache/**', 'release/**', 'test/usb-lab/usb-lab.test.ts'],
    pool: 'forks',
    // Many tests wait for processes, windows and wires rather than for a core.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
