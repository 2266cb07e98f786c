#!/usr/bin/env node
/** The command as npm links it: the built station beside it. */
import { existsSync } from 'node:fs';

const built = new URL('../dist/ohmstead.mjs', import.meta.url);
if (!existsSync(built)) {
  process.stderr.write('station/not-built: the station has not been built yet; run `npm run build` in its folder.\n');
  process.exit(69);
}
await import(built.href);
