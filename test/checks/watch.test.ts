import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadChecklist } from '../../src/checklist/load.js';
import { kinds } from '../../src/checks/index.js';
import { watch } from '../../src/checks/watch.js';
import { OperatorErrors } from '../../src/errors.js';
import { temporaryDirectory } from '../helpers/repository.js';
import { optionsOf } from './gathering.js';

test('everything has a default', () => {
  expect(optionsOf(watch, {})).toEqual({ for: 1_800_000, every: 15_000, probes: {}, fail: 3, ask_at: [0, 'end'] });
});

test.each([
  ['end', ['end']],
  [
    ['60m', 'end', '5m', '5m'],
    [300_000, 3_600_000, 'end'],
  ],
])('ask_at %j: in their order, each once, the end last', (written, times) => {
  expect(optionsOf(watch, { ask_at: written }).ask_at).toEqual(times);
});

test('its commands are those of its probes, and the one that is told', () => {
  const options = optionsOf(watch, {
    probes: { a: 'ops/a', b: ['ops/b', '--now'], c: { command: 'ops/c' }, d: { url: 'https://shop.test/' } },
    notify: 'ops/page-me',
  });
  expect(watch.commands?.(options)).toEqual(['ops/a', ['ops/b', '--now'], 'ops/c', 'ops/page-me']);
});

test.each([
  ['before the deploy', '  - watch', '', '`watch` belongs under `after`'],
  ['twice', '', '  - watch\n  - {watch: {for: 5m}, id: other}', 'a second `watch`'],
  [
    'an id that is taken',
    '',
    '  - {ask: "Is it?", id: last-deploy}',
    '`last-deploy` is the id of a question that shipit asks by itself',
  ],
  [
    'a limit that nobody looks at',
    '',
    '  - watch: {probes: {home: {url: "https://x.test/", max: 3}}}',
    'with `command` or `log`, not with `url`',
  ],
  ['longer than a look', '', '  - watch: {probes: {home: {url: "https://x.test/", within: 30s}}}', 'at most 10s'],
  [
    'a pattern that is none',
    '',
    '  - watch: {probes: {home: {url: "https://x.test/", body: "/(/"}}}',
    'is not a valid pattern',
  ],
  [
    'an address asked from a host',
    '',
    '  - watch: {probes: {home: {url: "https://x.test/", host: each}}}',
    'an address is asked from here',
  ],
  ['restarts of what is no service', '', '  - watch: {probes: {r: {restarts: [-a]}}}', 'is not the name of a service'],
  [
    'restarts with a limit',
    '',
    '  - watch: {probes: {r: {restarts: uwsgi, max: 3}}}',
    'with `command` or `log`, not with `restarts`',
  ],
  [
    'a probe of two kinds',
    '',
    '  - watch: {probes: {home: {url: "https://x.test/", log: a.log}}}',
    'needs exactly one of command, url, log, restarts, all',
  ],
  ['never', '', '  - watch: {ask_at: [5]}', 'not a duration'],
  ['a level of what it does not have', '', '  - watch: {facets: {probe: warn}}', 'did you mean `probes`?'],
])('a watch %s is a mistake with its line', async (_what, checks, after, words) => {
  const root = temporaryDirectory();
  const file = join(root, 'shipit.yml');
  const items = [checks, '  - ask: Is the sky clear?'].filter((line) => line !== '');
  writeFileSync(
    file,
    ['shipit: 1', 'app: shop', 'checks:', ...items, 'deploy: "true"', 'after:', after, ''].join('\n'),
  );
  const mistakes = await loadChecklist({ file, shown: 'shipit.yml', root, kinds }).then(
    () => [],
    (error: unknown) => (error instanceof OperatorErrors ? error.errors : [error as Error]),
  );
  const said = mistakes.map((one) => `${one.message} ${'hint' in one ? one.hint : ''}`).join('\n');
  expect(said).toContain(words);
  expect(mistakes[0]).toHaveProperty('place.line');
});
