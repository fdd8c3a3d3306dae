import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { pipFailure } from '../../../src/checks/pins/python-resolve.js';
import { withEnvironment } from '../../helpers/forge.js';
import { temporaryDirectory } from '../../helpers/repository.js';
import { hosts, kept, look } from './looking.js';
import { snapshot } from './snapshot.js';
import { hasPip, makeWheels, pythonHere, type Wheel } from './wheels.js';

const wheels: readonly Wheel[] = [
  {
    name: 'celery',
    version: '4.1.0',
    requires: ['kombu<5.0,>=4.0.2'],
    files: { 'celery/__init__.py': '', 'celery/app.py': 'from kombu import five\n' },
  },
  { name: 'kombu', version: '4.1.0', files: { 'kombu/__init__.py': '', 'kombu/five.py': '' } },
  { name: 'kombu', version: '4.2.0' },
  { name: 'django-scarface', version: '3.1.0', files: { 'scarface/__init__.py': '' } },
  {
    name: 'django-scarface',
    version: '3.3.0',
    files: { 'scarface/__init__.py': 'open("/nowhere/scarface/__init__.py")\n' },
  },
];

const running = { celery: '4.1.0', kombu: '4.1.0', 'django-scarface': '3.1.0' };
// A machine that does much else at the same moment takes its time over pip.
const now = { ...hosts, timeoutMs: 120_000, snapshots: kept(snapshot(running, `${pythonHere}.2`)) };
const bare = { 'requirements.txt': 'celery==4.1.0\ndjango-scarface\n' };
const pinned = { 'requirements.txt': 'celery==4.1.0\nkombu==4.1.0\ndjango-scarface==3.1.0\n' };
const app = { 'bookings/__init__.py': '', 'bookings/wsgi.py': 'import celery.app\n' };
const leftovers = (): readonly string[] => readdirSync(tmpdir()).filter((name) => /^shipit-(pins|tests)-/.test(name));

describe.skipIf(!hasPip)('with pip, and wheels made by hand as its index', () => {
  beforeEach(() => {
    const index = join(temporaryDirectory(), 'wheels');
    makeWheels(index, wheels);
    // Nobody else's temporary directories are in there.
    withEnvironment({
      TMPDIR: temporaryDirectory(),
      PIP_NO_INDEX: '1',
      PIP_FIND_LINKS: index,
      PIP_CONFIG_FILE: '/dev/null',
    });
  });

  test('what a new server would get and the running ones do not have is a no-go that names both', async () => {
    const found = await look(bare, { fresh: true }, now);
    expect(found.verdicts).toMatchObject({ ranges: 'no-go', transitive: 'no-go', fresh: 'no-go' });
    expect(found.facet('fresh').findings?.map(({ key, text }) => [key, text])).toEqual([
      ['py:kombu', 'a new server would get kombu 4.2.0, the running ones have 4.1.0 (not pinned, wanted by celery)'],
      ['py:django-scarface', 'a new server would get django-scarface 3.3.0, the running ones have 3.1.0 (not pinned)'],
    ]);
    expect(found.summary).toMatch(/^a new server would get kombu 4\.2\.0/);
    expect(found.facet('transitive').summary).toBe('kombu 4.1.0 is not pinned; celery wants <5.0,>=4.0.2');
    expect(found.facts).toMatchObject({ python: pythonHere, resolved: expect.arrayContaining([]) });
    expect(leftovers()).toEqual([]);
  });

  test('all pinned to what runs is go, also where the wheels lie in the release itself', async () => {
    const files = { 'requirements.txt': `--find-links ./vendor\n${pinned['requirements.txt']}`, 'vendor/README': 'x' };
    const found = await look(files, { fresh: true }, now);
    expect(found.verdicts).toMatchObject({ ranges: 'go', transitive: 'go', fresh: 'go' });
    expect(found.facet('fresh').summary).toBe(
      `3 distributions with python ${pythonHere}; no unpinned one differs from what runs`,
    );
  });

  test('a version that is not there cannot be installed', async () => {
    const found = await look({ 'requirements.txt': 'celery==9.9\n' }, { fresh: true }, now);
    expect(found.facet('fresh')).toMatchObject({ verdict: 'no-go' });
    expect(found.facet('fresh').summary).toContain('No matching distribution found for celery==9.9');
  });

  test('I4 it installs, and breaks at the import: of a requirement, and of the application itself', {
    timeout: 90_000,
  }, async () => {
    const found = await look({ ...bare, ...app }, { fresh: { install: true, import: 'bookings.wsgi' } }, now);
    expect(found.facet('imports')).toMatchObject({ verdict: 'no-go' });
    const texts = found.facet('imports').findings?.map(({ text }) => text) ?? [];
    expect(texts).toHaveLength(2);
    expect(texts[0]).toMatch(
      /^bookings\.wsgi cannot be imported after a fresh install: ImportError: cannot import name 'five'/,
    );
    expect(texts[1]).toMatch(/^scarface cannot .*FileNotFoundError.*scarface\/__init__\.py/);
    expect(found.facet('fresh').verdict).toBe('no-go');
    expect(leftovers()).toEqual([]);
  });

  test('I6 the index cannot be reached: fresh is unknown, what files say is answered', async () => {
    withEnvironment({
      PIP_NO_INDEX: '0',
      PIP_FIND_LINKS: '',
      PIP_INDEX_URL: 'http://127.0.0.1:9/simple',
      PIP_RETRIES: '0',
    });
    const found = await look(bare, { fresh: true }, now);
    expect(found.verdicts).toMatchObject({ ranges: 'no-go', transitive: 'no-go', fresh: 'unknown' });
    expect(found.facet('fresh').summary).toContain('the package index could not be reached');
  });
});

test.each([
  [
    'ERROR: Could not find a version that satisfies the requirement a\nERROR: No matching distribution found for a\n',
    'impossible',
  ],
  [
    'WARNING: Retrying (Retry(total=1)) after connection broken by X\nERROR: No matching distribution found for a\n',
    'unknown',
  ],
  [
    'ERROR: Cannot install a and b because these package versions have conflicting dependencies.\nERROR: ResolutionImpossible: x\n',
    'impossible',
  ],
  ['ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.\n', 'impossible'],
  ['ERROR: HTTP error 503 while getting https://x.test/a.whl\n', 'unknown'],
  ['error: metadata-generation-failed\n', 'unknown'],
  ['', 'unknown'],
])('what pip said as it failed: %j is %s', (stderr, state) => {
  expect(pipFailure({ end: { how: 'exit', code: 1 }, stderr }).state).toBe(state);
});

test('pip that is not done in time says nothing', () => {
  expect(pipFailure({ end: { how: 'timeout', afterMs: 60_000 }, stderr: '' })).toEqual({
    state: 'unknown',
    why: 'pip was not done after 60 s',
  });
});
