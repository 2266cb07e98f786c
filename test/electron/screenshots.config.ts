/** For `npm run screenshots`: the one file that takes pictures and is no test of its own. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/electron/screenshots.shots.ts'], testTimeout: 900_000, hookTimeout: 180_000 },
});
