import { defineConfig } from 'vitest/config';

/**
 * Three projects: `unit` is everything that needs no terminal of its own, `pty` drives the built program in a real
 * pseudo-terminal, `ssh` needs an sshd. Files of `pty` and `ssh` run a few at a time: each starts whole programs.
 */
export default defineConfig({
  test: {
    // CI counts the tests from the file.
    reporters: process.env['SHIPIT_TEST_RESULT'] ? ['default', 'json'] : ['default'],
    outputFile: { json: process.env['SHIPIT_TEST_RESULT'] ?? 'dist/test-result.json' },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/pty/**', 'test/ssh/**'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'pty',
          include: ['test/pty/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // They wait more than they work: three keep two cores busy, and leave them time to answer.
          maxWorkers: 3,
          // After the unit tests, which take all cores.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
