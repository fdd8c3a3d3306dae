import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../helpers/repository.js';
import { type Cli, checklistWith, cli } from './cli.js';

const found =
  '{"verdict":"no-go","summary":"libssl is loaded twice","findings":[{"key":"twice:libssl","text":"psycopg2"}]}';
const libs = `{run: "echo '${found.replaceAll('"', '\\"')}'", id: libs}`;
const tests = '{tests: {run: "exit 1"}, id: unit}';
const checklist = checklistWith([libs, tests], 'calendar: {tz: Pacific/Kiritimati}\ndeploy: "true"');
const made = (): Cli => cli(checklist);
const reason = 'tried under load, issue 311';
const ack = ({ shipit }: Cli, ...args: readonly string[]) => shipit(['ack', ...args]);
const accept = (project: Cli, key = 'libs:twice:libssl', ...more: readonly string[]) =>
  ack(project, key, '--until', '30d', '--reason', reason, ...more);
const file = ({ root }: Cli): string => readFileSync(join(root, '.shipit/acks.yml'), 'utf8');
const days = (count: number, tz = 'Pacific/Kiritimati'): string =>
  new Date(Date.parse(new Date().toLocaleDateString('en-CA', { timeZone: tz })) + count * 86_400_000)
    .toISOString()
    .slice(0, 10);
const entry = (key: string, from: number, until: number): string =>
  `- {key: '${key}', reason: ${reason.replace(',', '')}, by: bob, at: ${days(from)}, until: ${days(until)}}\n`;
const verdicts = (project: Cli): readonly string[] =>
  (
    JSON.parse(project.shipit(['check', '--json']).stdout) as {
      readonly items: readonly { readonly id: string; readonly verdict: string }[];
    }
  ).items.map(({ id, verdict }) => `${id} ${verdict}`);

describe('shipit ack KEY', () => {
  test('writes an entry that the next look goes by', () => {
    const project = made();
    expect(verdicts(project)).toEqual(['libs no-go', 'unit no-go']);
    const { status, stdout, stderr } = accept(project, 'libs:twice:libssl', '--by', 'Ada L.');
    expect([status, stdout]).toEqual([
      0,
      expect.stringMatching(/^Accepted until \w{3} \d+ \w{3}.* by Ada L\.: libs:twice:libssl\n$/),
    ]);
    expect(stderr).toContain('Commit .shipit/acks.yml, so that others can review it.');
    expect(file(project)).toContain(
      `\n- key: libs:twice:libssl\n  reason: ${reason}\n  by: Ada L.\n  at: ${days(0)}\n  until: ${days(30)}\n`,
    );
    expect(readdirSync(join(project.root, '.shipit'))).toEqual(['acks.yml']);
    expect(verdicts(project)).toEqual(['libs go', 'unit no-go']);
    expect(project.shipit(['check']).stdout).toMatch(
      /go +libs +acknowledged by Ada L\. until .*: libssl is loaded twice/,
    );
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['no date', ['libs:x', '--reason', reason], ['shipit: --until is missing', `--until ${days(30)}`, '(30 days)']],
    ['neither date nor reason', ['libs:x'], ['shipit: --until and --reason are missing']],
    [
      'a date that is over',
      ['libs:x', '--until', days(-1), '--reason', reason],
      [`${days(-1)} is over; 30 days would be ${days(30)}.`],
    ],
    [
      'too late a date',
      ['libs:x', '--until', days(91), '--reason', reason],
      ['is 91 days away; at most 90 are allowed'],
    ],
    [
      'a short reason',
      ['libs:x', '--until', '30d', '--reason', 'because'],
      ['a reason has at least 15 characters; this has 7'],
    ],
    ['no key of a finding', ['libs', '--until', '30d', '--reason', reason], ['`libs` is not the key of a finding']],
    [
      'red tests, whatever they are called',
      ['unit:green', '--until', '30d', '--reason', reason],
      ['`unit:green` can never be acknowledged'],
    ],
    ['a misspelt command', ['lst'], ['shipit: `lst` is not the key of a finding', 'did you mean `shipit ack list`?']],
    ['an item that is not there', ['lisb:x', '--until', '30d', '--reason', reason], ['did you mean `libs:x`?']],
    [
      "leave, which is the operator's own",
      ['absence:away', '--until', '30d', '--reason', reason],
      ['`absence:away` can never be acknowledged', 'leave is your own, and nobody accepts it for you'],
    ],
    [
      'the word of the operator alone, where it takes two',
      ['window:freeze:xmas', '--until', '30d', '--reason', reason],
      ['`window:freeze:xmas` is not accepted: this needs a second person', 'somebody else accepts it'],
    ],
    [
      'what nothing goes past',
      ['strict:failed', '--until', '30d', '--reason', reason, '--by', 'bob'],
      ['`strict:failed` is not accepted: nothing goes past this'],
    ],
    ['an unknown option', ['libs:x', '--untill', '30d'], ["unknown option '--untill'", 'did you mean --until?']],
    ['two keys', ['libs:x', 'libs:y'], ['too many arguments']],
    ['a date without a key', ['--until', '30d'], ['--until without a KEY']],
  ])('with %s says what is wrong, and writes nothing', (_what, args, sentences) => {
    const project = cli(
      checklistWith(
        [libs, tests, 'absence', 'window', '{run: "false", id: strict, override: no}'],
        'deploy: "true"\ncalendar: {tz: Pacific/Kiritimati}',
      ),
    );
    const { status, stdout, stderr } = ack(project, ...args);
    expect([status, stdout]).toEqual([2, '']);
    for (const sentence of sentences) {
      expect(stderr).toContain(sentence);
    }
    expect(readdirSync(project.root)).not.toContain('.shipit');
  });

  test('of red tests is refused where no checklist can be read, too', () => {
    const { status, stderr } = accept(cli(''), 'tests:green');
    expect([status, stderr]).toEqual([2, expect.stringContaining('`tests:green` can never be acknowledged')]);
  });

  test('with a key that has an entry says so, and how to renew it', () => {
    const project = made();
    project.write({ '.shipit/acks.yml': `# ours\n${entry('libs:twice:libssl', -40, -10)}` });
    const { status, stderr } = accept(project);
    expect([status, stderr]).toEqual([
      2,
      expect.stringContaining(`was acknowledged before, by bob until ${days(-10)}`),
    ]);
    expect(stderr).toContain('.shipit/acks.yml:2:3');
    expect(stderr).toContain('add --renew');
    expect(accept(project, 'libs:twice:libssl', '--renew').status).toBe(0);
    expect(file(project)).toMatch(/^# ours\n+- key: libs:twice:libssl\n/);
    expect(file(project)).not.toContain('bob');
  });

  test('into a file with mistakes tells them, and leaves it as it is', () => {
    const project = made();
    project.write({ '.shipit/acks.yml': '- {key: libs:x}\n- 7\n' });
    const { status, stderr } = accept(project);
    expect([status, stderr]).toEqual([2, expect.stringContaining('.shipit/acks.yml:1:3 `reason` is missing')]);
    expect(stderr).toContain('.shipit/acks.yml:2:3');
    expect(file(project)).toBe('- {key: libs:x}\n- 7\n');
  });

  test('never writes outside of the project', () => {
    const project = made();
    const elsewhere = temporaryDirectory();
    writeFileSync(join(elsewhere, 'acks.yml'), '');
    symlinkSync(elsewhere, join(project.root, '.shipit'));
    const { status, stderr } = accept(project);
    expect([status, stderr]).toEqual([2, expect.stringContaining('leads out of the project')]);
    expect([readdirSync(elsewhere), readFileSync(join(elsewhere, 'acks.yml'), 'utf8')]).toEqual([['acks.yml'], '']);
  });

  test('says when git would hide the file from everybody else', () => {
    const project = made();
    project.write({ '.gitignore': '.shipit/\n' });
    expect(accept(project).stderr).toContain('.shipit/acks.yml is ignored by git, so nobody else will see it');
  });

  test('works from a directory below, and names the file from there', () => {
    const project = made();
    mkdirSync(join(project.root, 'src'));
    const { stderr } = project.shipit(['ack', 'libs:x', '--until', '5d', '--reason', reason], {
      cwd: join(project.root, 'src'),
    });
    expect(stderr).toContain('Commit ../.shipit/acks.yml');
  });

  test('goes by the real clock only', () => {
    const project = made();
    const env = { SHIPIT_NOW: '2027-11-20T12:00:00Z' };
    const { status, stderr } = project.shipit(['ack', 'libs:x', '--until', '30d', '--reason', reason], { env });
    expect([status, stderr]).toEqual([2, expect.stringContaining('SHIPIT_NOW is set')]);
    expect(readdirSync(project.root)).not.toContain('.shipit');
  });

  test('is no shell and no terminal: what is typed is shown harmless', () => {
    const { stderr } = ack(made(), 'libs:\u001b[31mx');
    expect(stderr).not.toContain('\u001b');
  });
});

describe('shipit ack', () => {
  test('lists them, those first that ended', () => {
    const project = made();
    expect(ack(project).stdout).toBe('Nothing is acknowledged: .shipit/acks.yml has no entries.\n');
    project.write({
      '.shipit/acks.yml': `${entry('libs:a', -1, 20)}${entry('libs:b', -40, -3)}${entry('libs:c', 5, 9)}${entry('libs:d', 0, 0)}`,
    });
    expect(
      ack(project)
        .stdout.split('\n')
        .filter((text) => /\blibs:|^\./.test(text)),
    ).toEqual([
      '.shipit/acks.yml: 2 active, 1 ended (their findings are back; --renew, or remove them), 1 not yet',
      '  ENDED 3 days ago  libs:b',
      '  last day          libs:d',
      expect.stringMatching(/^ {2}from \w{3} \d+ \w{3} {2,}libs:c$/),
      '  20 days left      libs:a',
    ]);
  });

  test('list shows the same, and remove takes an entry out', () => {
    const project = made();
    project.write({ '.shipit/acks.yml': `# ours\n${entry('libs:a', -1, 20)}${entry('libs:b', -1, 20)}` });
    expect(ack(project, 'list').stdout).toBe(ack(project).stdout);
    expect(ack(project, 'list', '--json').stdout).toBe(ack(project, '--json').stdout);
    const { status, stdout, stderr } = ack(project, 'remove', 'libs:a');
    expect([status, stdout]).toEqual([0, 'Not accepted any more: libs:a\n']);
    expect(stderr).toContain('Commit .shipit/acks.yml');
    expect(file(project)).toMatch(/^# ours\n- .*libs:b/);
    expect(file(project)).not.toContain('libs:a');
    expect(ack(project, 'remove', 'libs:c')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('.shipit/acks.yml has no entry for `libs:c`'),
    });
    expect(ack(project, '--help').stdout).toContain('ITEM:FACET:FINDING');
  });

  test('tells other programs the same as JSON', () => {
    const project = made();
    project.write({ '.shipit/acks.yml': entry('libs:b', -40, -3) });
    expect(JSON.parse(ack(project, '--json').stdout)).toEqual({
      schema: 1,
      file: '.shipit/acks.yml',
      today: days(0),
      acks: [
        {
          key: 'libs:b',
          reason: reason.replace(',', ''),
          by: 'bob',
          at: days(-40),
          until: days(-3),
          state: 'ended',
          days_left: -3,
          line: 1,
        },
      ],
    });
  });
});

test.each([['check'], ['check', '--json']])('a broken file stops `shipit %s` with its lines', (...args) => {
  const project = made();
  project.write({
    '.shipit/acks.yml': `${entry('libs:a', -1, 20)}- {key: libs:b, reason: x, by: ada, at: 2026-11-20, until: 2027-11-20}\n`,
  });
  const { status, stdout, stderr } = project.shipit(args);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain('.shipit/acks.yml:2:60 `until` is 365 days after `at`; at most 90 are allowed');
});

test('an entry that ran out is no mistake: its finding is back, and says since when', () => {
  const project = made();
  project.write({ '.shipit/acks.yml': entry('libs:*', -40, -3) });
  const { status, stdout } = project.shipit(['check']);
  expect(status).toBe(11);
  expect(stdout).toMatch(/no-go +libs +libssl is loaded twice \(acknowledgement ended 3 days ago\)/);
});

test('the file that shipit writes is no change that its other checks complain about', () => {
  const project = cli(
    checklistWith([libs, '{release: {fetch: false}}'], 'calendar: {tz: Pacific/Kiritimati}\ndeploy: "true"'),
  );
  project.commit('Acks', { '.shipit/acks.yml': entry('libs:a', -1, 20) });
  expect(accept(project).status).toBe(0);
  const { items } = JSON.parse(project.shipit(['check', '--json']).stdout) as {
    readonly items: readonly { readonly facets: readonly { readonly name: string; readonly summary: string }[] }[];
  };
  expect(items[1]?.facets[0]).toEqual({
    name: 'clean',
    verdict: 'go',
    summary: 'clean; .shipit/acks.yml is not committed',
  });
});
