/** Limits of a call where the caller names none; one list for the real and for the simulated link. */
export const linkDefaults = {
  /** Clock milliseconds for a whole command. */
  deadlineMs: 10_000,
  /** Clock milliseconds without output. */
  idleMs: 8_000,
  /** Output and errors together. */
  maxBytes: 4 * 1024 * 1024,
  /** Clock milliseconds without a sign of life in a file transfer; adb itself would wait for ever. */
  transferIdleMs: 20_000,
  /** Clock milliseconds between two signs of life, and how long one may take. */
  heartbeatMs: 10_000,
  heartbeatDeadlineMs: 5_000,
  largestFile: 512 * 1024 * 1024,
  /** Simulated links: one question and its answer. */
  roundTripMs: 20,
  /** Simulated links: what `late-answer` adds, longer than any patience above. */
  lateByMs: 25_000,
} as const;
