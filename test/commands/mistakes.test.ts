import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { emptyRepository } from '../helpers/repository.js';
import { checklistWith } from './cli.js';
import { programInProcess } from './in-process.js';

const folder = mkdtempSync(join(tmpdir(), 'shipit-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { root, commit, git } = emptyRepository(join(folder, 'project'));
commit('Checklist', { 'shipit.yml': checklistWith(['{run: "true", id: it}']), 'README.md': 'a project\n' });
const env = { HOME: folder, SHIPIT_STATE_DIR: join(folder, 'state'), SHIPIT_CONFIG_DIR: join(folder, 'config') };

/** Ids that git knows, and that are none of a commit. */
const ids = new Map([
  ['TREE', git('rev-parse', 'HEAD^{tree}')],
  ['FILE', git('rev-parse', 'HEAD:README.md')],
]);

const missingRange =
  "shipit: missing required argument 'range'\n  → usage: shipit vacation add [options] <range...>; see `shipit vacation add --help`";

test.each([
  ['B55 an unknown command', ['chekc'], 'did you mean `shipit check`?'],
  ['B55 an unknown command below another', ['log', 'shwo'], 'did you mean `shipit log show`?'],
  ['B55 an unknown command below another', ['patch', 'ad'], 'did you mean `shipit patch add`?'],
  ['B55 an unknown command below another', ['vacation', 'lsit'], 'did you mean `shipit vacation list`?'],
  [
    'B55 help for an unknown command',
    ['help', 'chekc'],
    'there is no command `chekc`\n  → did you mean `shipit help check`?',
  ],
  ['B55 an unknown option', ['check', '--jsn'], '→ did you mean --json?'],
  ['B55 an unknown option', ['--drry-run'], '→ did you mean --dry-run?'],
  ['B55 a directory behind the command', ['check', '-C', '.'], '→ -C stands before the command: shipit -C DIR'],
  ['B55 an unknown option on two lines', ['--two\nlines'], "unknown option '--two lines'\n"],
  ['B55 an argument too many', ['check', 'a', 'b'], 'too many arguments'],
  ['B55 an argument too many', ['resume', 'x', 'y'], 'too many arguments'],
  ['B55 an argument too few', ['vacation', 'add'], missingRange],
  [
    'B56 an option without its value',
    ['check', '--target'],
    "option '--target <name>' argument missing\n  → usage: shipit check",
  ],
  [
    'B56 an option given twice',
    ['check', '--target', 'production', '--target', 'production'],
    '--target is given twice',
  ],
  [
    'B56 an option before and after the command',
    ['--target', 'a', 'check', '--target', 'b'],
    '--target is given twice',
  ],
  ['B56 an option long and short', ['check', '-f', 'a', '--file=b'], '--file is given twice'],
  ['B56 a filter given twice', ['log', 'list', '--limit', '1', '--limit', '2'], '--limit is given twice'],
  ['B56 an empty target', ['check', '--target', ''], '--target is empty'],
  ['B56 an empty directory, as an unset variable leaves it', ['-C', '', 'check'], '-C is empty'],
  ['B56 an empty file', ['check', '--file='], '--file is empty'],
  ['B56 an empty commit', ['check', '--commit', ' '], '--commit is empty'],
  ['B56 an empty reason', ['--reason', ''], '--reason is empty'],
  [
    'B56 an unknown target',
    ['check', '--target', 'prodution'],
    'there are: production\n  → did you mean `production`?',
  ],
  ['B56 an unknown target of a walk', ['--target', 'prodction'], 'did you mean `production`?'],
  ['B57 a run that is unknown', ['log', 'show', 'nonsense'], 'no run "nonsense"\n  → List them with: shipit log list'],
  ['B57 a run that is unknown, to take up', ['resume', 'zzz'], 'no run "zzz"'],
  ['B57 a run that is a path', ['log', 'show', '../../x'], 'no run'],
  ['B57 a run that is a path, to take up', ['resume', '../../x'], 'no run'],
  ['B57 a run that is empty', ['log', 'verify', ''], 'no run ""'],
  ['B59 --yes', ['--yes'], "unknown option '--yes'\n  → nothing is answered for anybody: a person has to;"],
  ['B59 --yes of a run taken up', ['resume', '--yes'], 'nothing is answered for anybody'],
  ['B59 -y', ['hotfix', '-y'], 'nothing is answered for anybody'],
  ['B59 --yes of what only reads', ['log', '--yes'], "unknown option '--yes'\n  → usage: shipit log"],
  ['B60 no terminal', [], 'needs a terminal, and stdin is none'],
  ['B60 no terminal to take a run up', ['resume'], 'needs a terminal'],
  ['B61 a commit that is unknown', ['check', '--commit', 'nonsense'], '`nonsense` is no commit of this repository'],
  ['B61 a commit that is unknown, of a walk', ['--commit', 'nonsense'], '`nonsense` is no commit'],
  ['B61 a commit that is an option', ['check', '--commit', '--help-me'], '`--help-me` is no commit'],
  ['B61 a commit that is an option of git', ['check', '--commit=--output=x'], '`--output=x` is no commit'],
  ['B61 a commit that is a tree', ['check', '--commit', 'HEAD^{tree}'], 'is no commit'],
  ['B61 a commit that is the id of a tree', ['check', '--commit', 'TREE'], 'is no commit'],
  ['B61 a commit that is a file', ['check', '--commit', 'FILE'], 'is no commit'],
  ['B61 a commit that is a range', ['check', '--commit', 'HEAD..HEAD'], '`HEAD..HEAD` is no commit'],
  ['B61 a commit that nobody has', ['check', '--commit', 'f'.repeat(40)], 'is no commit of this repository'],
  ['B61 a commit of a sign-off', ['signoff', '--', '-x'], '`-x` is no commit'],
  ['B61 the commit of a patch', ['patch', 'add', '--commit', '-x', '--host', 'web1'], '`-x` is no commit'],
  [
    'B63 a time that is none',
    ['log', '--since', '2026-13-45'],
    '--since is "2026-13-45", which is no time\n  → write a day (2026-11-20)',
  ],
  [
    'B63 a number that is none',
    ['log', '--limit', '1e9'],
    '--limit is "1e9", which is no number of runs\n  → write a whole number',
  ],
  ['B63 a number without end', ['log', 'list', '--limit', '9'.repeat(30)], 'which is no number of runs'],
  [
    'B63 a day that is none',
    ['vacation', 'add', '2026-13-01'],
    'there is no day 2026-13-01\n  → write YEAR-MONTH-DAY: 2026-11-02',
  ],
  [
    'B63 an end that is none',
    ['ack', 'it:x', '--until', '1e9d', '--reason', 'as long as it has to be'],
    '`1e9d` is not a date; 30 days would be',
  ],
  [
    'B63 a pull request that is none',
    ['patch', 'add', '--pr', '1e3'],
    '`1e3` is no number of a pull request\n  → --pr 412',
  ],
  ['B63 the number of an absence that is none', ['vacation', 'remove', '1e0'], 'there is no absence 1e0'],
  [
    'B64 a directory with a name without end',
    ['-C', `/${'x'.repeat(9000)}`, 'check'],
    'x cannot be looked at: ENAMETOOLONG',
  ],
  ['B64 a file with a name without end', ['check', '-f', 'x'.repeat(9000)], ' has too long a name'],
  [
    'B70 a reason that says nothing',
    ['ack', 'it:x', '--until', '30d', '--reason', 'short'],
    'a reason has at least 15 characters',
  ],
  ['B70 a reason of blanks', ['--reason', '   '], '--reason is empty'],
  ['B70 a reason that is a book', ['--reason', 'x'.repeat(5000)], '--reason has 5000 characters; at most 2000'],
  ['the name of no checklist', ['check', 'hotfix'], 'no checklist `hotfix`'],
  ['a checklist that is a path', ['check', '../../etc/passwd'], 'not the name of a checklist'],
  ['a file that is not there', ['check', '-f', 'nowhere.yml'], 'nowhere.yml'],
  ['a file that is not there, of a walk', ['-f', 'nope.yml'], 'nope.yml does not exist'],
  ['a file that is a directory', ['check', '-f', '.'], 'directory'],
  ['a name and a file', ['check', 'a', '-f', 'shipit.yml'], 'both a name'],
  ['a directory that is not there', ['-C', '/nowhere/at/all'], '/nowhere/at/all'],
] as const)('%s is a mistake with a way out', async (_what, args, words) => {
  const { status, stdout, stderr } = await programInProcess(
    { root, env },
    args.map((one) => ids.get(one) ?? one),
  );
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(words);
  expect(stderr).toMatch(/^shipit: .{1,400}\n(?: {2}→ .{1,300}\n)?$/);
});

test('none of them wrote anything', () => {
  expect(git('status', '--porcelain')).toBe('');
  expect(readdirSync(folder)).toEqual(['project']);
});
