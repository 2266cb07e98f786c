/** For `npm run thorough`: whole tables, which take minutes. */
import { defineConfig } from 'vitest/config';
import { howTestsRun, thorough } from './how-tests-run.ts';

// An independent program sometimes stands still at its start, which is no difference; a difference comes again.
export default defineConfig({ test: { include: thorough, ...howTestsRun, retry: 1 } });
