import { describe, expect, test } from 'vitest';
import { freshFacet } from '../../../src/checks/pins/facets-fresh.js';
import { importsFacet } from '../../../src/checks/pins/facets-imports.js';
import { facetOf, staticFacet } from '../../../src/checks/pins/facets-static.js';
import { transitiveFacet } from '../../../src/checks/pins/facets-transitive.js';
import type { FreshRoot } from '../../../src/checks/pins/fresh-python.js';
import { readReport } from '../../../src/checks/pins/python-report.js';
import { requirements } from '../../../src/checks/pins/requirements.js';
import type { Resolved } from '../../../src/checks/pins/resolved.js';
import type { RunsNow } from '../../../src/checks/pins/runs-now.js';
import { read } from './files.js';

const source = { cmd: 'pip', rc: 0, ms: 1 };

/** The report of pip 23.2.1, shortened. */
const report = (python: string): Resolved => {
  const dist = (name: string, version: string, requested: boolean, requires_dist: readonly string[] = []) => ({
    ...{ requested, is_direct: false, is_yanked: false },
    download_info: { url: `https://x.test/${name}.whl`, archive_info: { hash: 'sha256=00', hashes: { sha256: '00' } } },
    metadata: { metadata_version: '2.1', name, version, requires_dist },
  });
  const install = [
    dist('celery', '4.1.0', true, ['kombu (<5.0,>=4.0.2)', "redis>=2.10; extra == 'redis'"]),
    dist('kombu', '4.2.0', false),
  ];
  const json = { version: '1', pip_version: '23.2.1', environment: { python_version: python }, install };
  return readReport(JSON.stringify(json)) ?? { dists: new Map(), python: '', pip: '' };
};

const parts = read(requirements, { 'requirements.txt': 'celery==4.1.0\n' });
const silent: RunsNow = { python: [], missing: ['there is no snapshot of web1 yet'] };
const runs = (kombu: string): RunsNow => ({
  python: [
    {
      host: 'web1',
      root: '/venv',
      at: '',
      version: '3.11.2',
      dists: new Map([
        ['celery', '4.1.0'],
        ['kombu', kombu],
      ]),
    },
  ],
  missing: [],
});

const fresh = (used: string, wanted: string | undefined, answer?: FreshRoot['answer']) => ({
  node: [],
  python: {
    roots: [
      { root: 'requirements.txt', answer: answer ?? { state: 'resolved', resolved: report(used), source } },
    ] as const,
    with: { program: 'python3', python: used, pip: '23.2.1' },
    ...(wanted === undefined ? {} : { wanted }),
    sources: [],
  },
});

test('a report that is none is nothing, never an empty one', () => {
  expect(readReport('')).toBeUndefined();
  expect(readReport('{"version": "2", "install": []}')).toBeUndefined();
  expect(
    readReport('{"version": "1", "pip_version": "1", "environment": {"python_version": "3"}, "install": [{}]}'),
  ).toBeUndefined();
});

test('the python of the servers: with another one a fresh install is a warning at best, and its failure proves nothing', () => {
  const judged = { parts, now: silent, ignore: [] };
  expect(freshFacet(fresh('3.12', '3.11'), judged)).toMatchObject({
    verdict: 'warn',
    summary: 'it was resolved with python 3.12, the servers have 3.11',
  });
  expect(freshFacet(fresh('3.11', '3.11'), judged)).toMatchObject({ verdict: 'go' });
  expect(freshFacet(fresh('3.11', undefined), judged).summary).toContain(
    'not compared: there is no snapshot of web1 yet',
  );
  const impossible = { state: 'impossible', why: 'No matching distribution found for a', source } as const;
  expect(freshFacet(fresh('3.12', '3.11', impossible), judged)).toMatchObject({ verdict: 'unknown' });
  expect(freshFacet(fresh('3.11', '3.11', impossible), judged)).toMatchObject({ verdict: 'no-go' });
});

test('what a new server would get is compared with what runs', () => {
  const differs = freshFacet(fresh('3.11', '3.11'), { parts, now: runs('4.1.0'), ignore: [] });
  expect(differs).toMatchObject({
    verdict: 'no-go',
    summary: 'a new server would get kombu 4.2.0, the running ones have 4.1.0 (not pinned, wanted by celery)',
  });
  expect(freshFacet(fresh('3.11', '3.11'), { parts, now: runs('4.2.0'), ignore: [] })).toMatchObject({ verdict: 'go' });
  expect(freshFacet(fresh('3.11', '3.11'), { parts, now: runs('4.1.0'), ignore: ['kombu'] })).toMatchObject({
    verdict: 'go',
  });
  expect(freshFacet({ node: [] }, { parts, now: silent, ignore: [] })).toMatchObject({ verdict: 'unknown' });
});

test('without a snapshot the resolver tells what nobody pinned, and who wants it', () => {
  const question = { parts, before: [], now: silent, resolved: [report('3.11')], ignore: [], strict: true };
  expect(transitiveFacet(question)).toMatchObject({
    verdict: 'no-go',
    findings: [{ key: 'py:kombu', text: 'kombu 4.2.0 is not pinned; celery wants <5.0,>=4.0.2' }],
  });
  expect(transitiveFacet({ ...question, resolved: [] })).toMatchObject({ verdict: 'unknown' });
});

describe('a pin that is taken out', () => {
  const one = (text: string) => read(requirements, { 'requirements.txt': text });
  const compiled = (...lines: readonly string[]) =>
    one(`# This file is autogenerated by pip-compile\n${lines.join('\n')}\n`);
  const question = { now: runs('4.1.0'), resolved: [], ignore: [], strict: true };
  const plain = one('celery==4.1.0\nkombu==4.1.0\n');
  const noted = compiled('celery==4.1.0  # via -r requirements.in', 'kombu==4.1.0  # via celery');

  test('while nobody knows whether something needs it is no go', () => {
    expect(transitiveFacet({ ...question, parts, before: plain })).toMatchObject({
      verdict: 'unknown',
      summary: 'kombu 4.1.0 is not pinned any more, is installed, and nothing says whether it is still needed',
      findings: [{ key: 'py:kombu' }],
    });
    expect(transitiveFacet({ ...question, parts, before: plain, strict: false })).toMatchObject({ verdict: 'warn' });
    const resolved = [report('3.11')];
    expect(transitiveFacet({ ...question, parts, before: plain, resolved })).toMatchObject({ verdict: 'no-go' });
    const without = resolved.map((one) => ({ ...one, dists: new Map([...one.dists].slice(0, 1)) }));
    expect(transitiveFacet({ ...question, parts, before: plain, resolved: without })).toMatchObject({ verdict: 'go' });
  });

  test('while what needs it stays is told, even where nobody knows what runs', () => {
    const cut = compiled('celery==4.1.0  # via -r requirements.in');
    const summary = 'kombu 4.1.0 is not pinned any more, and celery 4.1.0 still needs it';
    for (const now of [silent, runs('4.1.0')]) {
      const found = transitiveFacet({ ...question, parts: cut, before: noted, now });
      expect(found).toMatchObject({ verdict: 'no-go', summary });
    }
  });

  test.each([
    ['goes with what needed it', noted, one('flower==1.0.0\n')],
    ['is what a newer celery does without', noted, compiled('celery==5.0.0  # via -r requirements.in')],
    ['was asked for by the project alone', compiled('kombu==4.1.0  # via -r requirements.in'), one('flower==1.0.0\n')],
    ['went from a lock that names them all', plain, one('celery==4.1.0 --hash=sha256:00\n')],
  ])('and %s is on its way out', (_name, before, after) => {
    const now = {
      ...silent,
      python: runs('4.1.0').python.map((each) => ({ ...each, dists: new Map([['kombu', '4.1.0']]) })),
    };
    expect(transitiveFacet({ ...question, parts: after, before, now })).toMatchObject({ verdict: 'go' });
  });
});

test('imports: what failed, what was not tried in time, and a go that says how many', () => {
  const installed = (
    failures: readonly { module: string; why: string; unknown: boolean }[],
    complaints: readonly string[] = [],
  ) => {
    const install = { state: 'installed', complaints, failures, tried: 3, sources: [] } as const;
    const found = fresh('3.11', '3.11');
    return { node: [], python: { ...found.python, roots: found.python.roots.map((root) => ({ ...root, install })) } };
  };
  expect(importsFacet(installed([]))).toMatchObject({
    verdict: 'go',
    summary: '3 modules can be imported after a fresh install',
  });
  expect(importsFacet(installed([{ module: 'a', why: 'x', unknown: false }]))).toMatchObject({ verdict: 'no-go' });
  expect(importsFacet(installed([{ module: 'a', why: 'x', unknown: true }]))).toMatchObject({ verdict: 'unknown' });
  const complaint = 'celery 4.1.0 has requirement kombu<5.0, but you have kombu 5.0.';
  expect(importsFacet(installed([], [complaint]))).toMatchObject({
    verdict: 'no-go',
    findings: [{ key: 'py:check:celery' }],
  });
  const waiting = fresh('3.11', '3.11', { state: 'unknown', why: 'no network', source });
  expect(importsFacet(waiting)).toMatchObject({ verdict: 'unknown' });
});

test('two findings of one key are told together; nothing to look at is n/a', () => {
  const both = facetOf([
    { key: 'py:a', text: 'one', verdict: 'warn' },
    { key: 'py:a', text: 'two' },
    { key: 'py:b', text: 'three' },
  ]);
  expect(both).toMatchObject({ verdict: 'no-go', summary: 'one; two; and 1 more' });
  expect(both.findings).toHaveLength(2);
  expect(staticFacet('lock', [], 'there is no lock file')).toEqual({
    verdict: 'n/a',
    summary: 'there is no lock file',
  });
});
