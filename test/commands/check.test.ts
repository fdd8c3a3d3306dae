import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CheckJson } from '../../src/review/check-report.js';
import { isRunning, until } from '../helpers/deploy-story.js';
import { type Cli, checklistWith, cli } from './cli.js';

const json = (told: Cli, ...args: readonly string[]) => {
  const { status, stdout, stderr } = told.shipit(['check', '--json', ...args]);
  return { status, stderr, report: JSON.parse(stdout) as CheckJson };
};

const one = (run: string, more = '') => cli(checklistWith([`{run: ${JSON.stringify(run)}, id: it${more}}`]));

test('`check --json` has the shape that other programs rely on, and asks, deploys and records nothing', () => {
  const told = cli(
    checklistWith(['{run: "echo fine", id: fine, question: "Is it fine?"}', '{ask: "Is the sky clear?", id: sky}']),
  );
  const { status, report } = json(told);
  expect(status).toBe(0);
  expect(json(told).stderr).toBe('');
  expect(report).toEqual({
    schema: 1,
    verdict: 'go',
    app: 'shop',
    target: 'production',
    release: { commit: told.git('rev-parse', 'HEAD'), tree: told.git('rev-parse', 'HEAD^{tree}') },
    previous: null,
    items: [
      {
        id: 'fine',
        kind: 'run',
        verdict: 'go',
        summary: expect.stringContaining('exit 0'),
        facets: [],
        findings: [],
        ms: expect.any(Number),
      },
      {
        id: 'sky',
        kind: 'ask',
        verdict: 'unknown',
        summary: 'a person answers this in the walk',
        facets: [],
        findings: [],
        ms: 0,
      },
    ],
  });
  expect(existsSync(join(told.notes, 'ran'))).toBe(false);
  expect(told.shipit(['log', 'list', '--json']).stdout).toBe('');
  expect(existsSync(told.env['SHIPIT_STATE_DIR'] ?? '')).toBe(false);
});

test.each([
  ['exit 0', 'go', 0],
  ['exit 75', 'unknown', 11],
  ['exit 77', 'n/a', 0],
  ['no-such-command-here', 'unknown', 11],
  ['exit 126', 'unknown', 11],
  ['exit 3', 'no-go', 11],
  ['kill -SEGV $$', 'no-go', 11],
  [`echo '{"verdict":"warn","summary":"slow","findings":[{"key":"a","text":"b"}]}'`, 'warn', 0],
] as const)('a command that ends with `%s` is %s, and `check` exits with %i', (run, verdict, code) => {
  const { status, report } = json(one(run));
  expect([report.items[0]?.verdict, report.verdict, status]).toEqual([verdict, verdict, code]);
});

test('F50 a crash is named', () => {
  expect(json(one('kill -SEGV $$')).report.items[0]?.summary).toContain('SIGSEGV');
});

test('F46 a command that hangs is unknown at its time limit, and nothing of it is left', () => {
  const told = one('echo $$ > NOTES/pid; sleep 600 & echo $! >> NOTES/pid; wait', ', timeout: 1s');
  const from = performance.now();
  const { report } = json(told);
  expect(performance.now() - from).toBeLessThan(10_000);
  expect(report.items[0]).toMatchObject({ verdict: 'unknown' });
  expect(pidsIn(told).filter(isRunning)).toEqual([]);
});

test('F47 a command that ignores SIGTERM does not hang shipit either', () => {
  const told = one('trap "" TERM; echo $$ > NOTES/pid; while :; do sleep 0.1; done', ', timeout: 1s');
  expect(json(told).report.items[0]).toMatchObject({ verdict: 'unknown' });
  expect(pidsIn(told).filter(isRunning)).toEqual([]);
});

test('F47 a command that leaves something in the background is judged by its own end, and the rest is ended', () => {
  const told = one('sleep 600 & echo $! > NOTES/pid; exit 0');
  const from = performance.now();
  expect(json(told).report.items[0]).toMatchObject({ verdict: 'go' });
  expect(performance.now() - from).toBeLessThan(10_000);
  expect(pidsIn(told).filter(isRunning)).toEqual([]);
});

test('F48 a flood of output costs no memory, and its end is judged', () => {
  const { report } = json(one('yes "a line of some length, again and again" | head -c 300000000; exit 3'));
  expect(report.items[0]).toMatchObject({ verdict: 'no-go' });
  expect(JSON.stringify(report).length).toBeLessThan(100_000);
});

test('F49 a command that reads its input meets the end of it at once, and finds no terminal', () => {
  expect(json(one('cat; if read x < /dev/tty; then exit 9; fi; exit 0')).report.items[0]).toMatchObject({
    verdict: 'go',
  });
});

test('Ctrl-C ends `check` and what it started', async () => {
  const told = one('echo $$ > NOTES/pid; sleep 600');
  const child = spawn(process.execPath, ['bin/shipit.cjs', '-C', told.root, 'check'], {
    env: told.env,
    stdio: 'ignore',
  });
  await until('the command runs', () => existsSync(join(told.notes, 'pid')) && pidsIn(told).length > 0);
  child.kill('SIGINT');
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(130);
  expect(pidsIn(told).filter(isRunning)).toEqual([]);
});

test('for people: one line an item, what would block, and what is for a person', () => {
  const told = cli(
    checklistWith(['{run: "echo two are red; exit 1", id: green}', '{ask: "Is the sky clear?", id: sky}']),
  );
  const { status, stdout } = told.shipit(['check']);
  expect(status).toBe(11);
  expect(stdout).toMatch(/^ {2}no-go +green/m);
  expect(stdout).toContain('NO-GO: 1 item would block: green.');
  expect(stdout).toContain('1 question for a person: sky.');
  expect(stdout).not.toContain('\u001B');
});

test('secrets in the output of a command are not repeated', () => {
  const told = one('echo "password=hunter2hunter2 key $MY_TOKEN"; exit 1');
  const { stdout } = told.shipit(['check', '--json'], { env: { MY_TOKEN: 'abcdef-123456-ghijkl' } });
  expect(stdout).not.toContain('hunter2hunter2');
  expect(stdout).not.toContain('abcdef-123456-ghijkl');
});

test('a checklist whose deploy this version cannot carry out can still be checked', () => {
  const steps = 'deploy:\n  steps:\n    - {step: ring 0, run: "true", bake: 24h}';
  expect(json(cli(checklistWith(['{run: "true", id: it}'], steps))).status).toBe(0);
});

const pidsIn = ({ notes }: Cli): readonly string[] => {
  const path = join(notes, 'pid');
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n').filter(Boolean) : [];
};
