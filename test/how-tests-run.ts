/** What the test runner is told by all of its configurations. */

/** Whole tables, which take minutes: every state against an independent program, hundreds of crashes. `npm run thorough`. */
export const thorough = [
  'test/peers/*-peer.test.ts',
  'test/peers/stream-meter-peers.test.ts',
  'test/crash/real-kills.test.ts',
  'test/crash/kills-on-virtual-time.test.ts',
];

export const howTestsRun = {
  pool: 'forks' as const,
  // Many tests wait for processes, windows and wires rather than for a core.
  maxWorkers: 3,
  testTimeout: 30_000,
  hookTimeout: 30_000,
};
