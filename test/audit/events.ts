import type { RunStarted } from '../../src/run/events.js';

/** The first event of a run, with all it must have. */
export const started = (change: Partial<RunStarted> = {}): RunStarted => ({
  type: 'run.start',
  app: 'shop',
  target: 'production',
  operator: { name: 'Ada L.', email: 'ada@example.com', login: 'ada', host: 'ops-1' },
  release: { commit: '3f2a91c0aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', tree: 'b'.repeat(40), subject: 'Round half a cent' },
  previous: { commit: '8c6783b0aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', sources: ['log'] },
  checklist: {
    sha256: 'none',
    sources: [{ file: 'shipit.yml', path: '/src/shop/shipit.yml', sha256: 'c'.repeat(64) }],
  },
  dryRun: false,
  clock: 'system',
  pinned: false,
  tz: 'Europe/Istanbul',
  tool: { version: '0.1.0', node: '20.19.0', git: '2.39.5' },
  prevSession: null,
  ...change,
});
