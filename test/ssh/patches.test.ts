import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { patches } from '../../src/checks/patches/kind.js';
import { openRepository } from '../../src/world/git.js';
import { createSsh } from '../../src/world/ssh/ssh.js';
import { checklist, contextIn, gather, target } from '../checks/gathering.js';
import { type Files, repository } from '../helpers/repository.js';
import { type HostSetup, hosts, testSsh } from '../helpers/sshd.js';

const text = (changes: Readonly<Record<number, string>> = {}): string =>
  Array.from({ length: 30 }, (_, at) => `${changes[at] ?? `line ${at}`}\n`).join('');

const jobs = text();
const off = text({ 15: 'the job is off' });

/** A project that is live on web1 and web2, where somebody turned the job off by hand; `MP-12` says so. */
async function shop(register: string | null = entry(), setup: Partial<Record<'web1' | 'web2', HostSetup>> = {}) {
  const project = repository({ 'jobs.py': jobs, 'other.py': 'x\n', 'shipit.yml': '' });
  const live = project.git('rev-parse', 'HEAD');
  const net = await hosts({ web1: {}, web2: {}, ...setup });
  const place = (name: 'web1' | 'web2', files: Files): void => {
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(net.at(name).home, file)), { recursive: true });
      writeFileSync(path.join(net.at(name).home, file), content);
    }
  };
  for (const name of net.names) {
    place(name, { motd: '' });
    execFileSync('git', ['clone', '--quiet', `file://${project.root}`, path.join(net.at(name).home, 'srv')]);
  }

  project.write({ 'jobs.py': off });
  const diff = project.git('diff');
  project.git('checkout', '--quiet', '.');
  project.write({ 'ops/MP-12.diff': `${diff}\n`, ...(register === null ? {} : { 'ops/patches.yml': register }) });
  const look = async (written: object = {}, changes: Partial<Parameters<typeof contextIn>[1]> = {}) => {
    const git = await openRepository(project.root, net.commands);
    const context = await contextIn(project.root, { previous: { commit: live, sources: ['log'] }, ...changes });
    const own = { ...target, hosts: net.names, path: '~/srv' };
    const found = await gather(
      patches,
      { motd: '~/motd', ...written },
      {
        ...context,
        world: { ...context.world, git, commands: net.commands, ssh: createSsh(net.commands, project.root) },
        target: own,
        checklist: { ...checklist, targets: [own] },
      },
    );
    const facets = Object.entries(found.facets ?? {});
    return {
      ...found,
      of: Object.fromEntries(facets.map(([name, { verdict }]) => [name, verdict])),
      why: (name: string) => found.facets?.[name]?.summary,
      keys: facets.flatMap(([name, { findings = [] }]) => findings.map(({ key }) => `${name}:${key}`)),
    };
  };
  return { ...project, net, live, place, look };
}

function entry(changes: Readonly<Record<string, string>> = {}): string {
  const fields = {
    id: 'MP-12',
    title: 'stop the event job',
    hosts: '[web1]',
    at: '2026-11-17',
    by: 'ada',
    patch: 'ops/MP-12.diff',
    restart: '[shop-worker]',
    ...changes,
  };
  return `- ${Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n  ')}\n`;
}

testSsh('M1 nothing registered, nothing changed', async () => {
  const { look } = await shop(null);
  const found = await look();
  expect(found.of).toEqual({ overwritten: 'n/a', unregistered: 'go', disagree: 'n/a', old: 'n/a' });
  expect(found.summary).toBe('there is no ops/patches.yml; nothing else was changed on 2 hosts');
});

testSsh(
  'M2 a patch merged by squash is included, and what explains the change on the host is no stranger',
  async () => {
    const { look, place, commit } = await shop();
    place('web1', { 'srv/jobs.py': off });
    commit('All of it', { 'jobs.py': off, 'other.py': 'y\n' });
    const found = await look();
    expect(found.of).toEqual({ overwritten: 'go', unregistered: 'go', disagree: 'go', old: 'go' });
    expect(found.facets?.['overwritten']?.detail).toEqual([
      expect.stringMatching(/^MP-12 on web1: in this release, the same change as [0-9a-f]{7}$/),
    ]);
  },
);

testSsh(
  'M4 what is not in the release and can be put back is a warning that says so, and what is put back is on record',
  async () => {
    const { look, place, commit } = await shop();
    place('web1', { 'srv/jobs.py': off });
    commit('Else', { 'jobs.py': text({ 12: 'another one' }) });
    const found = await look();
    expect(found.of).toEqual({ overwritten: 'warn', unregistered: 'go', disagree: 'go', old: 'go' });
    expect(found.summary).toBe(
      'MP-12 "stop the event job" (ada, 2 days) is not in this release; it will be put back right after the deploy, by a three-way merge',
    );
    expect(found.keys).toEqual(['overwritten:MP-12:put-back:web1']);
    expect(found.facts).toMatchObject({
      reapply: [{ id: 'MP-12', hosts: ['web1'] }],
      patches: [{ id: 'MP-12', verdict: 'can-be-put-back', how: 'three-way', files: [{ path: 'jobs.py' }] }],
      hosts: [{ host: 'web1', patches: { 'MP-12': 'there' }, unregistered: [] }, { host: 'web2' }],
    });
  },
);

testSsh('M5 a file that the release rewrote is a no-go: a person has to decide', async () => {
  const { look, commit, place } = await shop();
  place('web1', { 'srv/jobs.py': off });
  commit('Else', { 'jobs.py': text({ 14: 'a', 15: 'b', 16: 'c' }) });
  const found = await look();
  expect(found.of['overwritten']).toBe('no-go');
  expect(found.why('overwritten')).toBe(
    'MP-12 "stop the event job" (ada, 2 days) cannot be put back on jobs.py: the release changed the same lines',
  );
  expect(found.keys).toEqual(['overwritten:MP-12:conflict:web1']);
});

testSsh('M6 a file that nobody knows is a no-go on its host, with the way out', async () => {
  const { look, place } = await shop(null);
  place('web2', { 'srv/hot.py': 'print("hot")\n' });
  const found = await look();
  expect(found.of['unregistered']).toBe('no-go');
  expect(found.summary).toBe('web2: hot.py was added by hand');
  expect(found.keys).toEqual([expect.stringMatching(/^unregistered:hot\.py:[0-9a-f]{8}:web2$/)]);
  expect(found.facets?.['unregistered']?.detail).toEqual([
    'Register it: shipit patch add --from web2',
    'web2: hot.py',
    '  @@ -0,0 +1 @@',
    '  +print("hot")',
  ]);
});

testSsh('a private key that was left on a host does not come along, and what else was changed does', async () => {
  const { look, place } = await shop(null);
  const key = Array.from({ length: 50 }, (_, at) => `${at}b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAB`);
  const content = ['-----BEGIN OPENSSH PRIVATE KEY-----', ...key, '-----END OPENSSH PRIVATE KEY-----', ''];
  place('web1', { 'srv/deploy_key': content.join('\n'), 'srv/hot.py': 'print("hot")\n' });
  const found = await look();
  const said = JSON.stringify(found);
  expect(key.filter((line) => said.includes(line))).toEqual([]);
  expect(found.facets?.['unregistered']?.detail).toContain('  +print("hot")');
});

testSsh('a fix that came in and was changed again since is looked at by a person', async () => {
  const { look, commit, place, git, write } = await shop(null);
  place('web1', { 'srv/jobs.py': off });
  const fix = commit('Stop the job', { 'jobs.py': off });
  commit('Start it', { 'jobs.py': text({ 14: 'a', 15: 'the job is on', 16: 'b' }) });
  write({ 'ops/patches.yml': entry({ commit: git('rev-parse', fix) }) });
  const found = await look();
  expect(found.of['overwritten']).toBe('warn');
  expect(found.keys).toContain('overwritten:MP-12:changed-since:web1');
  expect(found.why('overwritten')).toMatch(
    /^MP-12 "stop the event job" \(ada, 2 days\): its commit [0-9a-f]{7} is in this release, but the same lines were changed again since/,
  );
});

testSsh('a message of the day that was named and is not there is unknown on its host', async () => {
  const { look, place } = await shop(null);
  place('web2', { 'motd.d/50-patches': '' });
  const found = await look({ motd: ['~/motd', '~/motd.d'] });
  expect(found.keys).toEqual(['unregistered:motd:web1']);
  expect(found.why('unregistered')).toMatch(/^web1: there is no .*\/motd\.d, where its message of the day should be$/);
});

testSsh('a change beyond the registered one in the same file is a stranger, and only that is shown', async () => {
  const { look, place } = await shop();
  place('web1', { 'srv/jobs.py': text({ 2: 'more', 15: 'the job is off' }) });
  const found = await look();
  expect(found.of).toMatchObject({ overwritten: 'warn', unregistered: 'no-go', disagree: 'go' });
  const diff = (found.facets?.['unregistered']?.detail ?? []).join('\n');
  expect(diff).toContain('+more');
  expect(diff).not.toContain('the job is off');
});

testSsh('M7 the message of the day and the register tell different stories', async () => {
  const { look, place } = await shop(`${entry({ state: 'included' })}${entry({ id: 'MP-9', state: 'applied' })}`);
  place('web1', {
    motd: 'Welcome!\n\x1b[1m*** shipit-patch MP-12 2026-11-18 ada until=2026-12-02 stop the event job\n',
    'srv/jobs.py': off,
  });
  place('web2', { motd: 'shipit-patch MP-77 2026-11-18 bob\nthere is a HOT PATCH in /srv, ask Bob\n' });
  const found = await look();
  expect(found.of).toMatchObject({ unregistered: 'no-go', disagree: 'warn' });
  expect(found.keys).toEqual([
    'overwritten:MP-9:put-back:web1',
    'unregistered:motd:MP-77:web2',
    expect.stringMatching(/^unregistered:motd:[0-9a-f]{8}:web2$/),
    'disagree:motd:MP-12:web1',
    'disagree:no-motd:MP-9:web1',
  ]);
  expect(found.facets?.['disagree']?.detail).toContain(
    'web1 says in its message of the day that MP-12 is there, and the register says included',
  );
});

testSsh('a patch that is not on its host, and one that was deployed already, are told', async () => {
  const { look, commit, place } = await shop();
  expect((await look()).keys).toContain('disagree:not-there:MP-12:web1');
  const live = commit('In', { 'jobs.py': off });
  place('web1', { 'srv/jobs.py': off });
  const found = await look({}, { previous: { commit: live, sources: ['log'] } });
  expect(found.of['overwritten']).toBe('go');
});

testSsh('what is over its day, or older than it should get, is a warning', async () => {
  const { look, place } = await shop(entry({ at: '2026-10-01', until: '2026-11-18' }));
  place('web1', { 'srv/jobs.py': off });
  const found = await look();
  expect(found.of['old']).toBe('warn');
  expect(found.keys).toEqual(['overwritten:MP-12:put-back:web1', 'old:until:MP-12', 'old:age:MP-12']);
  expect(found.why('old')).toBe('MP-12 "stop the event job" was to be gone by 2026-11-18; and 1 more finding');
});

testSsh('a host that cannot be reached is unknown by name; the others count', async () => {
  const { look, net, place } = await shop(null);
  place('web2', { 'srv/hot.py': 'x\n' });
  await net.at('web1').stop();
  const found = await look();
  expect(found.of['unregistered']).toBe('no-go');
  expect(found.keys).toEqual(['unregistered:asked:web1', expect.stringMatching(/^unregistered:hot\.py:.*:web2$/)]);
});

describe('a register that is broken', () => {
  testSsh.each<[string, string, string]>([
    ['a mistake in it', entry({ at: 'today' }), 'ops/patches.yml:4:7: `at` is not a date → write it like 2026-12-20'],
    [
      'a diff that is gone',
      entry({ patch: 'ops/x.diff' }),
      'ops/patches.yml:1:3: ops/x.diff, the diff of MP-12, does not exist → put the diff there, or take `patch` out and name `files`',
    ],
    ['nothing in it', '# soon\n', 'ops/patches.yml:1:1: the register of patches is empty → delete it, or write `[]`'],
  ])('by %s leaves it unknown, at its place; the hosts are looked at all the same', async (_what, register, words) => {
    const { look } = await shop(register);
    const found = await look();
    expect(found.of).toMatchObject({ overwritten: 'unknown', unregistered: 'go' });
    expect(found.why('overwritten')).toBe(`ops/patches.yml cannot be read: ${words}`);
  });
});

testSsh(
  'everything of one host goes over one connection; a second one only brings the text of what differs',
  async () => {
    const { look, net, place } = await shop(null);
    place('web2', { 'srv/hot.py': 'x\n' });
    await look();
    const logins = (name: 'web1' | 'web2') =>
      net
        .at(name)
        .log()
        .match(/Accepted publickey/g)?.length;
    expect([logins('web1'), logins('web2')]).toEqual([1, 2]);
  },
);

testSsh('two patches of one file on different hosts are a matter for a person', async () => {
  const { look, write, git } = await shop(`${entry()}${entry({ id: 'MP-13', hosts: '[web2]', patch: 'ops/13.diff' })}`);
  write({ 'jobs.py': text({ 25: 'and its mail' }) });
  const diff = git('diff', '--', 'jobs.py');
  git('checkout', '--quiet', 'jobs.py');
  write({ 'ops/13.diff': `${diff}\n` });
  const found = await look();
  expect(found.keys.filter((key) => key.startsWith('overwritten'))).toEqual([
    'overwritten:MP-12:conflict:web1',
    'overwritten:MP-13:conflict:web2',
  ]);
  expect(found.why('overwritten')).toMatch(
    /cannot be put back on jobs\.py: MP-13 changes it too, on other hosts; and 1 more finding$/,
  );
});

testSsh('what was dropped and is still on a host is told by its name, and is no stranger', async () => {
  const { look, place } = await shop(entry({ state: 'dropped', hosts: '[web1, web2]' }));
  place('web2', { 'srv/jobs.py': off });
  const found = await look();
  expect(found.of).toMatchObject({ unregistered: 'go', disagree: 'warn' });
  expect(found.keys).toEqual(['disagree:dropped:MP-12:web2']);
  expect(found.why('disagree')).toBe(
    'MP-12 (dropped) is still on web2; this deploy overwrites it, and nothing puts it back',
  );
  place('web2', { 'srv/jobs.py': text({ 2: 'more', 15: 'the job is off' }) });
  const more = (await look()).facets?.['unregistered'];
  expect(more?.verdict).toBe('no-go');
  expect(more?.detail?.join('\n')).not.toContain('the job is off');
});

testSsh(
  'a dropped patch whose diff is gone, or that is the same as a wanted one, hides and breaks nothing',
  async () => {
    const { look, place } = await shop(entry({ state: 'dropped', patch: 'ops/gone.diff' }));
    place('web1', { 'srv/jobs.py': off });
    expect((await look()).of).toMatchObject({ overwritten: 'go', unregistered: 'no-go', disagree: 'go' });
    const twin = await shop(`${entry()}${entry({ id: 'MP-13', state: 'dropped' })}`);
    twin.place('web1', { 'srv/jobs.py': off });
    expect((await twin.look()).of).toMatchObject({ overwritten: 'warn', unregistered: 'go', disagree: 'go' });
  },
);

testSsh('the files of another commit are told as that commit, not as changes made by hand', async () => {
  const { look, commit, place, git, live, net, root } = await shop(null);
  const next = git('rev-parse', commit('Else', { 'jobs.py': off, 'new.py': 'x\n' }));
  const tree = path.join(net.at('web2').home, 'srv');
  rmSync(tree, { recursive: true });
  mkdirSync(tree);
  execFileSync('sh', ['-c', 'git -C "$1" archive "$2" | tar -xC "$3"', 'sh', root, next, tree]);
  const found = await look();
  expect(found.of['unregistered']).toBe('no-go');
  const [is, said] = [next.slice(0, 7), live.slice(0, 7)];
  expect(found.why('unregistered')).toBe(`web2: its files are those of ${is}, not ${said}, which is said to run there`);
  expect(found.keys).toEqual([`unregistered:other:${is}:${said}:web2`]);
  expect(JSON.stringify(found.facets)).not.toContain('patch add');
  place('web2', { 'srv/new.py': 'mine\n' });
  expect((await look()).why('unregistered')).toMatch(/by hand; and \d+ more\b/);
});

testSsh('nobody knows whether a patch can be put back on a host that could not be asked', async () => {
  const { look, net } = await shop(entry({ hosts: '[web1, web2]' }));
  await net.at('web2').stop();
  const found = await look();
  expect(found.of['overwritten']).toBe('unknown');
  expect(found.why('overwritten')).toMatch(/^nobody knows whether MP-12 .* can be put back on web2: .*; and 1 more\b/);
  expect(found.keys).toEqual(
    expect.arrayContaining(['overwritten:MP-12:put-back:web1', 'overwritten:MP-12:unasked:web2']),
  );
});
