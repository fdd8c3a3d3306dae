import { availableParallelism } from 'node:os';
import { defineConfig, type Plugin } from 'vitest/config';

/** What rolldown does with shell scripts. */
const shellAsText: Plugin = {
  name: 'shell-as-text',
  enforce: 'pre',
  transform: (code, id) => (id.endsWith('.sh') ? `export default ${JSON.stringify(code)};` : undefined),
};

const cores = availableParallelism();

/**
 * `unit` is everything that needs no terminal of its own, `pty` drives the built program in a real pseudo-terminal,
 * `torture` are random trials, a few rounds of each (more: `npm run torture`), `ssh` needs an sshd. Files of the last three
 * run a few at a time: each starts whole programs. Limits of time are for what never ends: a busy machine is no reason to
 * fail.
 */
export default defineConfig({
  test: {
    // CI counts the tests from the file.
    reporters: process.env['SHIPIT_TEST_RESULT'] ? ['default', 'json'] : ['default'],
    outputFile: { json: process.env['SHIPIT_TEST_RESULT'] ?? 'dist/test-result.json' },
    projects: [
      {
        plugins: [shellAsText],
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/pty/**', 'test/ssh/**', 'test/torture/**'],
          // A third of the time of small files went into loading the same modules anew. So a process keeps them from file to
          // file: a file that wants its own says `vi.resetModules()`.
          isolate: false,
          testTimeout: 90_000,
          hookTimeout: 90_000,
          // Half of their time they wait for git and other programs; the default leaves a core idle.
          maxWorkers: Math.max(3, cores),
        },
      },
      {
        plugins: [shellAsText],
        test: {
          name: 'pty',
          include: ['test/pty/**/*.test.ts'],
          isolate: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // They wait three times as long as they work: four leave two cores time to answer.
          maxWorkers: Math.max(4, cores),
          // After the unit tests, which take all cores.
          sequence: { groupOrder: 1 },
        },
      },
      {
        plugins: [shellAsText],
        test: {
          name: 'torture',
          include: ['test/torture/**/*.test.ts'],
          testTimeout: 180_000,
          maxWorkers: Math.max(4, cores),
          // Their counts are one line each.
          disableConsoleIntercept: true,
          sequence: { groupOrder: 1 },
        },
      },
      {
        plugins: [shellAsText],
        test: {
          name: 'ssh',
          include: ['test/ssh/**/*.test.ts'],
          isolate: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: Math.max(4, cores),
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
