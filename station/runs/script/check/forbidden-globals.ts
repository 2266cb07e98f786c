/** What would make two runs of one journal differ, or reach out of the sandbox. None of it exists in QuickJS. */

/** Global names a procedure may not mention; `Math.random` is looked for apart. */
export const forbiddenGlobals: readonly string[] = [
  'Date',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'process',
  'crypto',
  'fetch',
  'require',
  'globalThis',
  'eval',
  'Function',
  'WeakRef',
  'FinalizationRegistry',
];
