import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type Cli, cli } from '../commands/cli.js';
import { repository } from '../helpers/repository.js';
import { hosts, testSsh } from '../helpers/sshd.js';

const lines = (change: Readonly<Record<number, string>> = {}): string =>
  Array.from({ length: 20 }, (_, index) => change[index + 1] ?? `line ${index + 1}`)
    .join('\n')
    .concat('\n');

/** Two hosts that run the first commit of a project, and `web1` has two changes made by hand. */
async function patchedHost() {
  const files = { 'app/jobs.py': lines(), 'app/other.py': 'other\n' };
  const made = repository(files);
  const commit = made.git('rev-parse', 'HEAD');
  const tree = (change: Readonly<Record<string, string>> = {}) =>
    Object.fromEntries(
      Object.entries({ ...files, ...change, REVISION: `${commit}\n` }).map(([path, text]) => [`shop/${path}`, text]),
    );
  const net = await hosts({
    web1: { files: tree({ 'app/jobs.py': lines({ 10: 'event job is off' }), 'app/new.py': 'new\n' }) },
    web2: { files: tree() },
  });
  const project = cli(
    `shipit: 1
app: shop
targets:
  production:
    hosts: [web1, web2]
    path: ~/shop
    units: [shop-worker]
    revision: [{file: REVISION}]
checks: [{ask: "Is the sky clear?"}]
deploy: "true"
`,
    made,
  );
  const patch = (args: readonly string[]) => project.shipit(['patch', ...args], { env: { ...net.env } });
  return { ...project, net, patch };
}

const read = ({ root }: Pick<Cli, 'root'>, path: string): string => readFileSync(join(root, path), 'utf8');

testSsh('a change made by hand is taken from the host, registered, and its line for the motd is printed', async () => {
  const project = await patchedHost();
  const added = project.patch([
    'add',
    '--from',
    'web1',
    '--host',
    'web2',
    '--path',
    'app/jobs.py',
    '--title',
    'stop the event job',
    '--until',
    '14d',
  ]);
  expect(added.stderr).toContain('Commit ops/patches.yml and ops/patches/MP-1.patch');
  expect(added.status).toBe(0);
  expect(added.stdout).toMatch(/^Registered MP-1 "stop the event job" on web1, web2 in ops\/patches.yml$/m);
  expect(added.stdout).toMatch(/^ {4}shipit-patch MP-1 \d{4}-\d\d-\d\d \S+ until=\d{4}-\d\d-\d\d stop the event job$/m);
  const diff = read(project, 'ops/patches/MP-1.patch');
  expect(diff).toContain('-line 10\n+event job is off\n');
  expect(diff).not.toContain('new.py');
  expect(read(project, 'ops/patches.yml')).toMatch(/restart:\n {2}- shop-worker\n/);

  const rest = project.patch(['add', '--from', 'web1', '--title', 'a new module']);
  expect(rest.status).toBe(0);
  expect(rest.stderr).toContain('1 more changed on web1, and is not taken: registered already');
  expect(read(project, 'ops/patches/MP-2.patch')).toContain('+new\n');

  const again = project.patch(['add', '--from', 'web1', '--title', 'again']);
  expect([again.status, again.stderr]).toEqual([
    2,
    expect.stringContaining('all that web1 changed is registered already'),
  ]);

  const list = JSON.parse(project.patch(['list', '--json']).stdout) as { readonly patches: readonly object[] };
  expect(list.patches).toMatchObject([
    { id: 'MP-1', age: 0, late: false, state: 'applied', hosts: ['web1', 'web2'], files: ['app/jobs.py'] },
    { id: 'MP-2', hosts: ['web1'], files: ['app/new.py'] },
  ]);
  expect(project.patch([]).stdout).toMatch(/2 patches are on hosts by hand\n {2}MP-1 {2}applied {2}today {2}until /);
});

testSsh('a patch is shown with what HEAD makes of it, and closed when HEAD holds it', async () => {
  const project = await patchedHost();
  project.patch(['add', '--from', 'web1', '--path', 'app/jobs.py', '--title', 'stop the event job']);
  expect(project.patch(['show', 'mp-1']).stdout).toMatch(/release +\w{7} does not hold it; it can be put back\n/);
  const because = ['--because', 'merged as #412, squashed'];
  const early = project.patch(['resolve', 'MP-1', '--included', ...because]);
  expect([early.status, early.stderr]).toEqual([2, expect.stringContaining('MP-1 is not included')]);
  project.commit('Jobs (#412)', { 'app/jobs.py': lines({ 10: 'event job is off' }) });
  expect(project.patch(['show', 'MP-1']).stdout).toMatch(/release +\w{7} holds it: its content is there\n/);
  const closed = project.patch(['resolve', 'MP-1', '--included', ...because]);
  expect([closed.status, closed.stdout]).toEqual([0, expect.stringMatching(/^MP-1 is included: .*#412/)]);
  expect(read(project, 'ops/patches.yml')).toMatch(/state: included\n/);
  expect(project.patch(['resolve', 'MP-1', '--dropped', ...because]).stderr).toContain('MP-1 is included already');
});

testSsh('a patch that is dropped is said to go with the next deploy', async () => {
  const project = await patchedHost();
  project.patch(['add', '--from', 'web1', '--path', 'app/jobs.py', '--title', 'stop the event job']);
  const dropped = project.patch(['resolve', 'MP-1', '--dropped', '--because', 'the job is gone']);
  expect([dropped.status, dropped.stderr]).toEqual([0, expect.stringContaining('the next deploy overwrites it')]);
});

testSsh('a secret that lies on a host is not written into a diff; the files without it are taken', async () => {
  const project = await patchedHost();
  const tree = join(project.net.at('web1').home, 'shop');
  writeFileSync(join(tree, 'deploy_key'), '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n');
  const add = (...paths: readonly string[]) =>
    project.patch(['add', '--from', 'web1', '--title', 'x', ...paths.flatMap((path) => ['--path', path])]);
  const { status, stderr } = add();
  expect([status, stderr]).toEqual([2, expect.stringContaining('deploy_key holds a private key, and')]);
  expect(existsSync(join(project.root, 'ops'))).toBe(false);
  expect(add('app').status).toBe(0);
});

const mistakes: readonly (readonly [string, readonly string[], string])[] = [
  ['a host that is none', ['add', '--from', 'web9'], 'has no host `web9`'],
  ['a host that changed nothing', ['add', '--from', 'web2', '--title', 'x'], 'exactly what was deployed there'],
  [
    'a path that is not changed',
    ['add', '--from', 'web1', '--path', 'app/other.py', '--title', 'x'],
    'changed none of app/other.py',
  ],
  ['no title', ['add', '--from', 'web1'], '--title is missing, and there is no terminal'],
  ['no title: the command as it was typed', ['add', '--from', 'web1'], 'shipit patch add --from web1 --title "WHAT'],
  ['no host', ['add', '--pr', '412', '--title', 'x'], '--host is missing'],
  ['nothing', ['add', '--title', 'x'], 'nothing says what was changed'],
  ['two sources', ['add', '--from', 'web1', '--pr', '4'], '--from and --pr exclude each other'],
  ['a number that is none', ['add', '--pr', 'x', '--host', 'web1', '--title', 'x'], 'is no number of a pull request'],
  ['a commit that is none', ['add', '--commit', 'nope', '--host', 'web1'], '`nope` is no commit'],
  [
    'a diff that is none',
    ['add', '--patch', 'shipit.yml', '--host', 'web1', '--title', 'x'],
    'not a diff that git can read',
  ],
  ['no such diff', ['add', '--patch', 'nope.diff', '--host', 'web1', '--title', 'x'], 'nope.diff cannot be read'],
  ['a host that the target has not', ['add', '--pr', '4', '--host', 'web9', '--title', 'x'], 'has no host `web9`'],
  ['a date that is over', ['add', '--pr', '4', '--host', 'web1', '--title', 'x', '--until', '2020-01-01'], 'is over'],
  [
    'an id that nobody can read',
    ['add', '--pr', '4', '--host', 'web1', '--title', 'x', '--id', '../x'],
    'id: use letters',
  ],
  ['a patch that is none', ['show', 'MP-7'], 'has no patch `MP-7`'],
  ['neither', ['resolve', 'MP-7', '--because', 'because of something'], '--included or --dropped is missing'],
  ['no reason', ['resolve', 'MP-7', '--dropped'], '--because is missing'],
  ['a word that is none', ['lst'], 'did you mean `shipit patch list`?'],
];

testSsh('a mistake is one sentence and exit 2, and nothing is written', async () => {
  const project = await patchedHost();
  const told = mistakes.map(([what, args]) => {
    const { status, stderr } = project.patch(args);
    return [what, status, stderr];
  });
  expect(told).toEqual(mistakes.map(([what, , words]) => [what, 2, expect.stringContaining(words)]));
  expect(existsSync(join(project.root, 'ops'))).toBe(false);
});

testSsh('a host that is down: why, and nothing is written', async () => {
  const project = await patchedHost();
  await project.net.at('web1').stop();
  const { status, stderr } = project.patch(['add', '--from', 'web1', '--title', 'x']);
  expect([status, stderr]).toEqual([2, expect.stringMatching(/web1 could not be looked at: .*refused/)]);
});

testSsh('a link in place of the register, or of the diff, is not written through', async () => {
  const project = await patchedHost();
  const add = () => project.patch(['add', '--from', 'web1', '--title', 'x']);
  mkdirSync(join(project.root, 'ops/patches'), { recursive: true });
  symlinkSync('/dev/null', join(project.root, 'ops/patches.yml'));
  expect(add()).toMatchObject({ status: 2, stderr: expect.stringContaining('leads out of the project') });
  writeFileSync(join(project.root, 'ops/patches/MP-1.patch'), 'mine\n');
  project.shipit(['--version']);
  expect(read(project, 'ops/patches/MP-1.patch')).toBe('mine\n');
});

testSsh('a diff of that name is never overwritten, and the register stays', async () => {
  const project = await patchedHost();
  mkdirSync(join(project.root, 'ops/patches'), { recursive: true });
  writeFileSync(join(project.root, 'ops/patches/MP-1.patch'), 'mine\n');
  const { status, stderr } = project.patch(['add', '--from', 'web1', '--title', 'x']);
  expect([status, stderr]).toEqual([2, expect.stringContaining('ops/patches/MP-1.patch is there already')]);
  expect(existsSync(join(project.root, 'ops/patches.yml'))).toBe(false);
});

testSsh('a diff, a commit and a pull request are registered likewise', async () => {
  const project = await patchedHost();
  project.commit('Switch the event job off', { 'app/jobs.py': lines({ 10: 'off' }) });
  writeFileSync(join(project.root, 'x.diff'), `${project.git('diff', 'HEAD~1')}\n`);
  const add = (...args: readonly string[]) => project.patch(['add', '--host', 'web1', ...args]);
  expect(add('--patch', 'x.diff', '--title', 'by diff').status).toBe(0);
  expect(add('--commit', 'HEAD').stdout).toContain('Registered MP-2 "Switch the event job off" on web1');
  expect(add('--pr', '#412', '--title', 'by request').stderr).toContain('Commit ops/patches.yml');
  expect(JSON.parse(project.patch(['list', '--json']).stdout)).toMatchObject({
    patches: [{ patch: 'ops/patches/MP-1.patch' }, { commit: project.git('rev-parse', 'HEAD') }, { pr: 412 }],
  });
});
