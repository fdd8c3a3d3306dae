import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readRun, toStampedEvents } from '../../src/audit/read.js';
import type { AuditRecord } from '../../src/audit/record.js';
import { type Reviewed, reviewRuns } from '../../src/audit/summaries.js';
import { verifyProject } from '../../src/audit/verify.js';
import { foldRun } from '../../src/run/fold.js';
import type { RunFacts } from '../../src/run/run-facts.js';
import type { RunDigest } from '../../src/run/summary.js';
import { askList, askShow, askVerify } from '../commands/log/ask-log.js';
import { openKept } from '../fixtures/audit-log/open-kept.js';

const fixtures = fileURLToPath(new URL('../fixtures/audit-log', import.meta.url));
const page = readFileSync(fileURLToPath(new URL('../../docs/audit-log.md', import.meta.url)), 'utf8');
const versions = readdirSync(fixtures).filter((name) => /^v\d+$/.test(name));

test('there is a log of every format that was ever written', () => {
  expect(versions).toEqual(['v1']);
});

/** What must be found in a run of the log, by the subject of its release. */
const kinds: readonly (readonly [subject: string, outcome: string, types: readonly string[], said: RegExp])[] = [
  [
    'Round half a cent',
    'deployed',
    ['decision', 'deploy.end', 'run.end', 'note'],
    /INCIDENT, noted by Ada L\.: Carts in yen/,
  ],
  ['Keep the discount', 'stopped', ['run.end'], /Reason: asked for by sales/],
  [
    'Keep the discount when the currency changes',
    'deployed',
    ['deploy.end'],
    /Second person: Bob K\. \(named, not verified\)/,
  ],
  ['Sort the invoices', 'stopped', ['run.end'], /answered STOP by Ada L\./],
  ['Sort the invoices by date', 'dry-run', ['decision', 'run.end'], /A dry run: neither deploy nor undo are run\./],
  ['Cards of Japan', 'failed', ['deploy.end'], /deploy +failed after/],
  ['Cards of Japan, and of Korea', 'rolled-back', ['undo.start', 'undo.end'], /undo +ended well/],
  ['Ship to islands', 'deployed', ['pause', 'run.resume', 'deploy.end'], /taken up again by Ada L\./],
  ['Stamps on letters', 'deployed', ['answer'], /Told, where: https:\/\/issues\.test\/311/],
  ['Take cards again', 'dry-run', ['answer'], /The clock was fixed with SHIPIT_NOW\./],
  ['Faster pages', 'rolled-back', ['watch.start', 'probe', 'undo.end'], /crashes/],
  ['Slower pages', 'unconfirmed', ['watch.end'], /handed to Bob K\./],
  ['A longer night', 'unknown', ['deploy.start'], /outcome unknown/],
  ['More islands', 'interrupted', ['interrupted'], /ended by SIGTERM: it can be resumed/],
];

describe.each(versions)('the recorded log %s', (version) => {
  const project = openKept(join(fixtures, version, 'log'));
  const kept = (name: string): string => readFileSync(join(fixtures, version, name), 'utf8');
  const expected: readonly { readonly digest: RunDigest; readonly facts: RunFacts }[] = kept('facts.ndjson')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const told = (runs: Iterable<Reviewed>): readonly object[] =>
    [...runs].map(({ digest: { run, outcome, records, head, notes, incidents }, facts, damaged, checked }) => ({
      ...{ run, outcome, records, head, notes, incidents, facts },
      damaged: damaged || checked().damaged,
    }));
  const wanted = expected.map(({ digest: { run, outcome, records, head, notes, incidents }, facts }) => ({
    ...{ run, outcome, records, head, notes, incidents, facts },
    damaged: false,
  }));

  test('is listed as it always was', async () => {
    expect((await askList(project, { json: true })).out).toBe(kept('list.ndjson'));
    expect((await askList(project)).out.trimEnd().split('\n')).toHaveLength(expected.length);
  });

  test('has the same facts from its index and from its records', () => {
    expect(told(reviewRuns(project))).toEqual(wanted);
    expect(told(reviewRuns({ ...project, index: join(project.root, 'none') }))).toEqual(wanted);
  });

  test('is whole, and every run of it', async () => {
    expect(verifyProject(project)).toMatchObject({ ok: true, runs: expected.length, faults: [], notes: [] });
    for (const { digest } of expected) {
      expect((await askVerify(project, { run: digest.run })).code).toBe(0);
    }
  });

  test.each(kinds)('%s: %s', async (subject, outcome, types, said) => {
    const { digest } = expected.find(({ facts }) => facts.subject === subject) ?? {};
    expect(digest?.outcome).toBe(outcome);
    const run = digest?.run ?? '';
    const { records } = readRun(project, run);
    const events = toStampedEvents(records);
    // Nothing of what was written then is a type that this version does not know.
    const segments = records.filter(({ type }) => type === 'segment' || type === 'segment.end');
    expect(events).toHaveLength(records.length - segments.length);
    expect(events.map(({ event }): string => event.type)).toEqual(expect.arrayContaining([...types]));
    expect(foldRun(events).app).toBe('shop');
    const { code, out } = await askShow(project, run, { columns: 1000 });
    expect(code).toBe(0);
    expect(out).toMatch(said);
    const page: { readonly records: readonly AuditRecord[] } = JSON.parse(
      (await askShow(project, run, { json: true })).out,
    );
    expect(page.records).toEqual(records);
  });
});

test('docs/audit-log.md names every type of record', () => {
  const sources = fileURLToPath(new URL('../../src/run', import.meta.url));
  const types = readdirSync(sources)
    .filter((name) => name.endsWith('events.ts'))
    .flatMap((name) => [...readFileSync(join(sources, name), 'utf8').matchAll(/readonly type: '([^']+)'/g)])
    .map(([, type]) => `| \`${type}\` |`);
  expect(types.length).toBeGreaterThan(35);
  expect(types.filter((row) => !page.includes(row))).toEqual([]);
});

const hasJq = (() => {
  try {
    return execFileSync('jq', ['--version'], { stdio: 'ignore' }) === null;
  } catch {
    return false;
  }
})();

/** The shell blocks of the page about the log. */
const [followed = '', evidence = '', queries = ''] = page
  .split('```sh\n')
  .slice(1)
  .map((part) => part.split('```')[0] ?? '');

test.skipIf(!hasJq)('what docs/audit-log.md says works without shipit, with jq and sha256sum', () => {
  const cwd = join(fixtures, 'v1', 'log');
  const sh = (script: string, env: Readonly<Record<string, string>> = {}): readonly string[] =>
    execFileSync('sh', ['-c', script], { cwd, env: { PATH: process.env['PATH'] ?? '', ...env }, encoding: 'utf8' })
      .trimEnd()
      .split('\n');
  const noted = [...reviewRuns(openKept(cwd))].find(({ digest }) => digest.incidents === 1)?.digest;
  expect(sh(followed, { RUN: noted?.run ?? '' })).toEqual([`head ${noted?.head}`, `index ${noted?.head}`]);
  expect(
    sh(followed.replace(/cat (runs\S+)/, "cat $1 | sed 's/Bob/Rob/; s/half a cent/half a cant/'"), {
      RUN: noted?.run ?? '',
    }),
  ).toContainEqual(expect.stringMatching(/^BROKEN at record \d+$/));
  expect(sh(evidence)).toEqual(['']);
  expect(sh(queries).filter((line) => line.endsWith('issue 311'))).toHaveLength(1);
});
