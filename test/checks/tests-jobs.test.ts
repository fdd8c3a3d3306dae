import { describe, expect, test } from 'vitest';
import { type Job, jobsOfGitlab } from '../../src/checks/forge/jobs.js';
import { judgeJobs } from '../../src/checks/tests-jobs.js';

const job = (name: string, state: Job['state'], more: Partial<Job> = {}): Job => ({
  name,
  state,
  word: state,
  mayFail: false,
  ...more,
});

describe('all jobs count where none is required by name', () => {
  test.each<[string, readonly Job[], string, string]>([
    ['all succeeded', [job('test', 'success'), job('lint', 'success')], 'go', '2 of 2 CI jobs green'],
    ['one was neutral, one skipped', [job('a', 'success'), job('b', 'neutral'), job('c', 'skipped')], 'go', '1 of 3'],
    ['one failed, others run', [job('a', 'failure'), job('b', 'running')], 'no-go', 'a: failure'],
    [
      'one is under way',
      [job('a', 'success'), job('e2e', 'running', { word: 'in_progress' })],
      'unknown',
      'e2e (in progress)',
    ],
    ['none succeeded', [job('a', 'skipped'), job('b', 'neutral')], 'unknown', 'not a single job succeeded'],
    ['one that may fail did', [job('a', 'success'), job('odd', 'failure', { mayFail: true })], 'go', '1 of 1'],
    ['only those that may fail', [job('odd', 'success', { mayFail: true })], 'unknown', 'no job that counts'],
    ['one waits for a button', [job('a', 'success'), job('deploy', 'waiting')], 'go', '1 of 2'],
  ])('%s', (_name, jobs, verdict, words) => {
    const { green, complete } = judgeJobs(jobs, []);
    expect(green.verdict).toBe(verdict);
    expect(green.summary).toContain(words);
    expect(complete.verdict).toBe('n/a');
  });
});

describe('with names that are required', () => {
  test.each<[string, readonly Job[], string, string, string]>([
    ['another one failed', [job('test', 'success'), job('odd', 'failure')], 'go', 'go', 'all 1 required job ran'],
    ['it failed', [job('test', 'failure')], 'no-go', 'go', ''],
    ['it failed although it may', [job('test', 'failure', { mayFail: true })], 'no-go', 'go', ''],
    [
      'it was skipped',
      [job('test', 'skipped'), job('b', 'success')],
      'unknown',
      'warn',
      'test was skipped: a path filter?',
    ],
    ['it is not there', [job('b', 'success')], 'unknown', 'no-go', 'test did not run'],
    ['it is not there yet', [job('b', 'running')], 'unknown', 'unknown', 'test did not run yet'],
    ['it waits for a button', [job('test', 'waiting')], 'unknown', 'go', ''],
    ['one of two with its name failed', [job('test', 'success'), job('test', 'failure')], 'no-go', 'go', ''],
  ])('%s', (_name, jobs, green, complete, words) => {
    const judged = judgeJobs(jobs, ['test']);
    expect([judged.green.verdict, judged.complete.verdict]).toEqual([green, complete]);
    expect(judged.complete.summary).toContain(words);
  });
});

test('it waits for what is under way, and not where something has failed already', () => {
  expect(judgeJobs([job('a', 'running')], []).waits).toBe(true);
  expect(judgeJobs([job('a', 'running'), job('b', 'failure')], []).waits).toBe(false);
  expect(judgeJobs([job('a', 'running'), job('test', 'success')], ['test']).waits).toBe(false);
});

test('the result is as old as the oldest job that counts: one that runs every night makes no tests newer', () => {
  const jobs = [
    job('labels', 'success', { finishedAt: '2026-11-19T08:40:00Z' }),
    job('test', 'success', { finishedAt: '2026-11-19T10:30:00+02:00' }),
    job('odd', 'skipped', { finishedAt: '2026-11-01T08:00:00Z' }),
    job('flaky', 'success', { finishedAt: '2026-11-01T08:00:00Z', mayFail: true }),
  ];
  expect(judgeJobs(jobs, []).finishedAt).toBe('2026-11-19T10:30:00+02:00');
  expect(judgeJobs(jobs, ['labels']).finishedAt).toBe('2026-11-19T08:40:00Z');
});

test.each([
  ['success', false, 'success'],
  ['failed', false, 'failure'],
  ['canceled', false, 'failure'],
  ['skipped', false, 'skipped'],
  ['manual', false, 'waiting'],
  ['created', false, 'running'],
  ['a word of tomorrow', false, 'running'],
])('the status %s of GitLab (may fail: %s) is %s', (status, mayFail, state) => {
  const row = { name: 'test', status, allow_failure: mayFail, finished_at: null, target_url: null };
  expect(jobsOfGitlab([row])).toEqual([{ name: 'test', state, word: status, mayFail }]);
});

test('rows of another shape are no list of jobs', () => {
  expect(jobsOfGitlab([{ name: 'test' }])).toBeUndefined();
});
