#!/usr/bin/env node
// The `ohmstead` command as it stands in the checkout: the built program, or one sentence on how to build it.
import { existsSync } from 'node:fs';

const program = new URL('../dist/ohmstead.mjs', import.meta.url);
if (existsSync(program)) {
  await import(program.href);
} else {
  process.stderr.write(
    'ohmstead: The program is not built yet; nothing was done; run: npm run build [build/missing]\n',
  );
  process.exitCode = 69;
}
