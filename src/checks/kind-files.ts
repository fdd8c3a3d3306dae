import { erase } from './erase.js';
import type { Kind } from './kind.js';

/** What has to be known of a kind before its file is loaded: enough to tell which kinds a checklist names. */
export interface KindFile extends Pick<Kind, 'name' | 'forms' | 'onlyAfter' | 'once'> {
  readonly load: () => Promise<Kind>;
}

/** The kinds of `index.ts`, in the same order, each with its file; test/checks/kind-files.test.ts holds both together. */
export const kindFiles: readonly KindFile[] = [
  { name: 'ask', load: async () => erase((await import('./ask.js')).ask) },
  { name: 'run', load: async () => erase((await import('./run.js')).run) },
  { name: 'window', load: async () => erase((await import('./window.js')).window) },
  { name: 'absence', load: async () => erase((await import('./absence.js')).absence) },
  { name: 'release', load: async () => erase((await import('./release.js')).release) },
  {
    name: 'tests',
    forms: [
      ['run', 'setup', 'in', 'min', 'count'],
      ['ci', 'required', 'accept'],
    ],
    load: async () => erase((await import('./tests.js')).tests),
  },
  { name: 'servers', load: async () => erase((await import('./servers/kind.js')).servers) },
  { name: 'patches', load: async () => erase((await import('./patches/kind.js')).patches) },
  { name: 'migrations', load: async () => erase((await import('./migrations/kind.js')).migrations) },
  { name: 'pins', load: async () => erase((await import('./pins/kind.js')).pins) },
  { name: 'lane', once: true, load: async () => erase((await import('./lane/kind.js')).lane) },
  { name: 'people', load: async () => erase((await import('./people/kind.js')).people) },
  { name: 'signoff', load: async () => erase((await import('./signoff/kind.js')).signoff) },
  { name: 'order', load: async () => erase((await import('./order/kind.js')).order) },
  { name: 'watch', onlyAfter: true, load: async () => erase((await import('./watch.js')).watch) },
];
