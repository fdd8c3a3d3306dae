/** How programs say that they crashed (checks.md section 5.11): `match: crash`, and a log without any `match`. */
export const crashSigns: readonly RegExp[] = [
  /segmentation fault/iu,
  /worker \d+ .*died/iu,
  /core dumped/iu,
  // The kernel: `Out of memory: Killed process 123`.
  /\bOOM\b|out of memory/iu,
  /Traceback/u,
  /FATAL/u,
  /panic:/u,
];
