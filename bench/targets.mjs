// Every figure that shipit means to reach: ratios to fixed points that are measured in the same minutes on the same machine.
// A row that no figure measures says why, and one that falls short what was tried and what stands in its way.

/**
 * `most`: at most so much is well; `least`: at least so much. In ratios, where no unit stands. `limit`: what stands in the
 * way, told where the row is over.
 */
export const targets = {
  A1: { what: '--version : node -e 0', most: 1.2 },
  A2: { what: '--help : node -e 0', most: 1.15 },
  A3: { what: 'Ink hello : node -e 0', most: 2.2, why: 'A4 to A7 measure the program itself' },
  A4: { what: 'first usable frame, 12 items : node -e 0', most: 4 },
  A5: { what: 'the same, as it is meant to be one day', most: 2.8 },
  A6: { what: 'first usable frame, 30 items : node -e 0', most: 3.5 },
  A7: { what: 'first usable frame without a code cache : node -e 0', most: 5 },
  A8: { what: 'first usable frame under Node 24 : node -e 0', most: 3.7 },
  A9: { what: 'first usable frame : confirm of @clack/prompts', most: 1.5 },
  A10: { what: 'first usable frame : first prompt of release-it', most: 0.25 },
  A11: { what: 'first usable frame : first prompt of np', most: 0.12 },

  B1: { what: 'key to frame, flood : idle, p50', most: 1.3 },
  B2: { what: 'key to frame, flood : idle, p99', most: 1.5 },
  B3: { what: 'key to frame under flood, p99', most: 33, unit: 'ms' },
  B4: { what: 'the same with real-time priority, p99', most: 20, unit: 'ms' },
  B5: { what: 'deploy output with the screen up : cat | tee log', least: 1 },
  B6: {
    what: 'deploy output without a screen : cat > log',
    most: 2,
    why: 'nothing is deployed without a person at a screen; B5 measures that',
  },
  B7: { what: 'deploy output with `tty: true` : script -qec', least: 0.8 },
  B8: { what: 'peak memory, deploy with a lot of output : idle screen', most: 1.3 },

  C1: { what: 'durable append, p50 : write + fdatasync in C', most: 1.25 },
  C2: { what: 'durable append, p90 : write + fdatasync in C', most: 1.25 },
  C3: {
    what: 'ten records with one sync, of each : one record',
    most: 0.25,
    why: 'there are no bursts: every record is one key of somebody, or one check',
  },
  C4: { what: 'a record as JSON and its hash', most: 10, unit: 'us' },
  C5: { what: 'opening a log of 2,000 runs to write : an empty one', most: 1.25 },

  D1: {
    what: 'log list, newest 20 : node -e 0',
    most: 1.25,
    limit:
      'without a single run it is 1.7x: standard output, crypto, the code cache; then 20 runs are held against their chains',
  },
  D2: { what: 'log list, an operator : rg', most: 8, limit: 'every run that is found is held against its chain' },
  D3: { what: 'log list, an operator : jq', most: 0.1, limit: 'as D2, and the start of Node where the log is small' },
  D4: { what: 'log list, a week : node -e 0', most: 3 },
  D5: {
    what: 'log verify : cat | sha256sum',
    most: 0.9,
    limit:
      'reading and hashing alone are 0.6x; the rest holds the index against the records, which takes parsing and folding them',
  },
  D6: { what: 'log verify, one thread : cat | openssl dgst', most: 3.5, limit: 'as D5' },
  D7: { what: 'log verify, two threads : cat | openssl dgst', most: 2.5, limit: 'as D5; from 3,000 runs on' },
  D8: { what: 'log stats : json.loads in Python', most: 0.35 },
  D9: {
    what: 'peak memory of log list, verify and stats, the worst',
    most: 64,
    unit: 'MB',
    limit: 'young objects of V8 are 12 to 24 MB; a flag that would bound them makes its code cache useless',
  },

  E1: {
    what: 'git of a release : log, diff and status at once from sh',
    most: 1.25,
    limit: '`release` asks more than these three',
  },
  E2: { what: 'git on screen : first frame + the same gits at once', most: 1.7 },
};
