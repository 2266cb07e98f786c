/** For `npm run thorough`: whole tables, which take minutes. */
import { defineConfig } from 'vitest/config';
import { howTestsRun, thorough } from './how-tests-run.ts';

export default defineConfig({ test: { include: thorough, ...howTestsRun } });
