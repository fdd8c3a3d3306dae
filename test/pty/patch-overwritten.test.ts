import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { course, newestRun, only, used } from '../helpers/deploy-story.js';
import { expectPicture } from '../helpers/pictures.js';
import { hosts, testSsh } from '../helpers/sshd.js';
import { answer, type LoggedRecord, launch, read, type Story, story, type } from '../helpers/story.js';
import { keys } from '../helpers/terminal.js';

const lines = (change: Readonly<Record<number, string>> = {}): string =>
  Array.from({ length: 20 }, (_, index) => change[index + 1] ?? `line ${index + 1}`)
    .join('\n')
    .concat('\n');

const shop = { 'app/jobs.py': lines(), 'app/page.py': 'old\n' };
const byHand = lines({ 10: 'event job is off' });

/** The rest of the question stands on a line of its own. */
const overwritten = 'Will this deploy overwrite a change made directly';

/** The release goes to both hosts over ssh, and takes the place of whatever was there. */
const copy = `for host in web1 web2; do git archive "$SHIPIT_COMMIT" | ssh $host "rm -rf ~/shop; mkdir ~/shop; tar -xC ~/shop; echo $SHIPIT_COMMIT > ~/shop/REVISION"; done`;

const checklist = `targets:
  production: {hosts: [web1, web2], path: ~/shop, revision: [{file: REVISION}]}
deploy: {run: '${copy}', undo: '${copy.replaceAll('SHIPIT_COMMIT', 'SHIPIT_PREVIOUS')}'}
after:
  - {ask: "${used}", id: used}
`;

/** Two hosts that run the first commit, with a change made by hand; the second commit is about to go out. */
async function patchedShop(register: boolean, rest = checklist) {
  const told = story(['patches: {motd: false}'], rest, shop);
  const tracked = told.git('ls-files').split('\n');
  const tree = Object.fromEntries(tracked.map((path) => [`shop/${path}`, readFileSync(join(told.root, path), 'utf8')]));
  const files = { ...tree, 'shop/app/jobs.py': byHand, 'shop/REVISION': `${told.commitId}\n` };
  const net = await hosts({ web1: { files }, web2: { files } });
  const commitId = told.commit('A new page', { 'app/page.py': 'new\n', ...(register ? registered(told) : {}) });
  const jobs = (host: 'web1' | 'web2') => readFileSync(join(net.at(host).home, 'shop/app/jobs.py'), 'utf8');
  return {
    ...told,
    commitId,
    phrase: `production ${commitId.slice(0, 7)}`,
    net,
    jobs,
    page: (host: 'web1' | 'web2') => readFileSync(join(net.at(host).home, 'shop/app/page.py'), 'utf8'),
    start: () => told.open({ env: net.env, columns: 108, rows: 28 }),
  };
}

/** MP-12, as somebody registered it when they made it. */
const registered = (told: Story) => ({
  'ops/patches.yml': `- {id: MP-12, title: stop the event job, hosts: [web1, web2], at: ${today()}, by: ada, files: [app/jobs.py], patch: ops/patches/MP-12.patch}\n`,
  'ops/patches/MP-12.patch': diffOf(told),
});

function diffOf({ git, write }: Story): string {
  write({ 'app/jobs.py': byHand });
  const diff = git('diff', '--', 'app/jobs.py');
  git('checkout', '--', 'app/jobs.py');
  return `${diff}\n`;
}

const today = (): string => new Date().toISOString().slice(0, 10);

const steps = (records: readonly LoggedRecord[]) =>
  records.filter(({ type }) => type === 'step.end').map(({ step, host, rc, said }) => [step, host, rc, said]);

/** The question, without the list beside it, on one line. */
const rightSide = (screen: string): string =>
  screen
    .split('\n')
    .map((row) => row.split('│')[1] ?? '')
    .join(' ')
    .replace(/\s+/g, ' ');

describe('the openSUSE outage: a patch made by hand, and a deploy that overwrites it', () => {
  testSsh('registered: it is put back on both hosts before anybody is asked whether it works', async () => {
    const told = await patchedShop(true);
    await using terminal = told.start();
    await terminal.see(/go +known/);
    const question = await read(terminal, overwritten);
    expect(question).toContain('MP-12');
    expectPicture('patches', terminal, {
      title: 'shipit',
      label: 'The question before the deploy: a patch would be overwritten, and can be put back',
    });
    terminal.press('g');
    const page = await read(terminal, 'To launch, type');
    expect(page).toContain('put MP-12 back on web1, web2: stop the event job');
    await launch(terminal, told);
    await answer(terminal, used, 'g');
    await terminal.exited;
    expect([told.page('web1'), told.page('web2')]).toEqual(['new\n', 'new\n']);
    expect([told.jobs('web1'), told.jobs('web2')]).toEqual([byHand, byHand]);
    const records = told.records();
    expect(steps(records)).toEqual([
      ['deploy', 'local', 0, undefined],
      ['put MP-12 back on web1', 'web1', 0, 'put back'],
      ['put MP-12 back on web2', 'web2', 0, 'put back'],
    ]);
    expect(only(records, 'deploy.start')['steps']).toHaveLength(3);
    expect(course(records).at(-1)).toBe('run.end');
    expect(told.answers().toSorted()).toEqual([
      'known go auto',
      'patches-back go auto',
      'patches/overwritten go accepted-warning',
      'revision go auto',
      'used go human',
    ]);
    expect(told.shipit('log', 'show', newestRun(told))).toContain('put MP-12 back on web2 ended with put back');
  });

  testSsh('the deploy fails after it overwrote it: rolling back puts it back onto what ran before', async () => {
    const told = await patchedShop(true, checklist.replace('; done', '; done; exit 3'));
    await using terminal = told.start();
    await answer(terminal, overwritten, 'g');
    await launch(terminal, told);
    await answer(terminal, 'The deploy failed', 'u');
    expect(rightSide(await terminal.see('Type the target'))).toContain('Patches made on the servers are put back');
    await type(terminal, 'production');
    expect((await terminal.exited).exitCode).toBe(13);
    expect([told.page('web1'), told.page('web2')]).toEqual(['old\n', 'old\n']);
    expect([told.jobs('web1'), told.jobs('web2')]).toEqual([byHand, byHand]);
    expect(steps(told.records())).toEqual([
      ['deploy', 'local', 3, undefined],
      ['undo', 'local', 0, undefined],
      ['put MP-12 back on web1', 'web1', 0, 'put back'],
      ['put MP-12 back on web2', 'web2', 0, 'put back'],
    ]);
  });

  testSsh('on the terminal of the operator: it is put back between two commands that ask them something', async () => {
    const asks = (word: string, run: string) =>
      `{step: ${word}, run: 'printf "${word}? "; read yes; ${run}', tty: true}`;
    const steps3 = `${asks('copy', copy)}, {step: patches, reapply: patches}, ${asks('switch', 'echo "now $yes"')}`;
    const told = await patchedShop(
      true,
      checklist.replace(/deploy: .*/, () => `deploy: {steps: [${steps3}]}`),
    );
    await using terminal = told.start();
    await answer(terminal, overwritten, 'g');
    await launch(terminal, told);
    await terminal.see('copy?');
    terminal.press(...'go', keys.enter);
    await terminal.see('switch?');
    expect([told.jobs('web1'), told.jobs('web2')]).toEqual([byHand, byHand]);
    terminal.press(...'live', keys.enter);
    await answer(terminal, used, 'g');
    await terminal.exited;
    expect(terminal.everything()).toMatch(/MP-12: put back\s+MP-12: put back\s+switch\? live\s+now live/);
    const records = told.records();
    expect(steps(records)).toEqual([
      ['copy', 'local', 0, undefined],
      ['put MP-12 back on web1', 'web1', 0, 'put back'],
      ['put MP-12 back on web2', 'web2', 0, 'put back'],
      ['switch', 'local', 0, undefined],
    ]);
    expect(only(records, 'deploy.start')).toMatchObject({ tty: true });
    expect(told.answers()).toContain('patches-back go auto');
  });

  testSsh('edited by hand on a host while the launch page was open: the last look asks about it', async () => {
    const told = await patchedShop(true);
    await using terminal = told.start();
    await answer(terminal, overwritten, 'g');
    await read(terminal, 'To launch, type');
    writeFileSync(join(told.net.at('web1').home, 'shop/app/page.py'), 'old, and mine\n');
    await type(terminal, told.phrase);
    const question = await read(terminal, 'Is there a change on a server nobody registered?');
    expect(question).toContain('web1: app/page.py was changed by hand');
    terminal.press('s');
    await terminal.exited;
    expect(told.page('web1')).toBe('old, and mine\n');
    expect(only(told.records(), 'lastlook')).toMatchObject({ worse: ['patches'] });
    expect(course(told.records())).not.toContain('deploy.start');
  });

  testSsh('nobody registered it: no-go, and the way out is `shipit patch add --from web1`', async () => {
    const told = await patchedShop(false);
    await using terminal = told.start();
    const question = await read(terminal, 'Is there a change on a server nobody registered?');
    expect(question).toContain('NO-GO');
    expect(question).toContain('app/jobs.py');
    expect(question).toContain('shipit patch add --from web1');
    terminal.press('s');
    expect((await terminal.exited).exitCode).toBe(10);
    expect([told.jobs('web1'), told.page('web1')]).toEqual([byHand, 'old\n']);
  });
});
