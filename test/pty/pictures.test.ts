import { expect, test } from 'vitest';
import { program } from '../helpers/demo-story.js';
import { someRuns } from '../helpers/log-runs.js';
import { type PictureStory, pictureStory } from '../helpers/picture-story.js';
import { expectPicture } from '../helpers/pictures.js';
import { hear } from '../helpers/plain.js';
import { repository, temporaryDirectory } from '../helpers/repository.js';
import { testSsh } from '../helpers/sshd.js';
import { answer, read, type } from '../helpers/story.js';
import { keys, openTerminal, type Terminal, type TerminalOptions } from '../helpers/terminal.js';
import { firstDeploy as firstDeployThere, vacationServer } from '../helpers/vacation-server.js';

/** Pictures of the documentation are drawn from the real program; `npm run pictures` draws them anew. */
const back = 'Is today your first day back after time off?';
const backup = 'Is there a backup of the orders from today?';
const backupReason = 'the backup host is down until noon; orders are on the replica, too';

/**
 * A walk that is taken up again once all its evidence is there: a question whose evidence takes its time would be asked
 * later, and the pictures would be others on a slow machine.
 */
async function resumed({ open }: PictureStory, options: TerminalOptions = {}): Promise<Terminal> {
  await using terminal = open();
  await read(terminal, /\d go · 2 no-go · 2 to answer/);
  terminal.signal('SIGTERM');
  expect((await terminal.exited).exitCode).toBe(143);
  return open({ ...options, args: ['resume', ...(options.args ?? [])] });
}

async function overrideLeave(terminal: Terminal, reason: string): Promise<void> {
  await answer(terminal, back, 'o');
  await terminal.see('Why go on despite this no-go?');
  await type(terminal, reason);
  await terminal.see('Have you read the list of changes?');
  await type(terminal, 'yes');
}

async function giveBackupReason(terminal: Terminal, text: string): Promise<void> {
  await answer(terminal, backup, 'o');
  await terminal.see('Why go on despite this no-go?');
  await type(terminal, text);
  await terminal.see('Who is the second person');
}

/** From the backup to the watch. */
async function goLive(terminal: Terminal): Promise<string> {
  await type(terminal, 'bob');
  await answer(terminal, 'Has anyone announced unusual traffic', 'g');
  const page = await read(terminal, 'To launch, type');
  return /→ ([0-9a-f]{7}) /.exec(page)?.[1] ?? '';
}

async function firstDeploy(story: PictureStory): Promise<void> {
  await using terminal = await resumed(story);
  await overrideLeave(terminal, 'read what changed; Bob sits beside me');
  await answer(terminal, 'Is this exactly what you mean to ship?', 'g');
  await giveBackupReason(terminal, backupReason);
  await type(terminal, `production ${await goLive(terminal)}`);
  await answer(terminal, 'Is the deploy finished?', 'g');
  expect((await terminal.exited).exitCode).toBe(0);
}

test('the first day back, on the full screen and line by line', async () => {
  const story = await pictureStory();
  {
    await using terminal = await resumed(story);
    await read(terminal, back);
    expectPicture('first-day-back', terminal, {
      title: 'shipit',
      label:
        'A walk: the list of items at the left, at the right a no-go on the first day back from three weeks of leave',
    });
    terminal.signal('SIGTERM');
    await terminal.exited;
  }

  await using terminal = story.open({ args: ['resume', '--plain'], rows: 31 });
  await hear(terminal, 'Is today');
  expectPicture('plain', terminal, {
    title: 'shipit --plain',
    label: 'The same walk, line by line, for screen readers',
  });
});

test('an override, the launch page, a watch with a failing log, and the log of the run', async () => {
  const story = await pictureStory();
  await firstDeploy(story);
  story.commit('Greet by name', { 'src/greet.js': "export const greet = (name) => ['Hello', name].join(' ');\n" });
  {
    await using terminal = await resumed(story);
    await overrideLeave(terminal, 'one small commit, read line by line with Bob');
    await answer(terminal, 'Is this exactly what you mean to ship?', 'g');
    await answer(terminal, backup, 'o');
    await terminal.see('Why go on despite this no-go?');
    terminal.press(...'still down, the new disk comes tomorrow');
    await terminal.see('tomorrow');
    expectPicture('override', terminal, {
      title: 'shipit',
      label: 'An override: how the last ones ended, the reason as it is typed, and who the second person can be',
    });
    terminal.press('\r');
    await terminal.see('Who is the second person');
    const commit = await goLive(terminal);
    terminal.press(...`production ${commit}`.slice(0, 11));
    await terminal.see('▸ production');
    expectPicture('launch', terminal, { title: 'shipit', label: 'The launch page: every item with its verdict' });
    terminal.press(...`production ${commit}`.slice(11), '\r');
    await terminal.see(/ok +home +status 200/);
    story.crash('worker 2 (pid 4711) died, killed by signal 11, respawning');
    await read(terminal, 'FAILING: crashes');
    expectPicture('watch', terminal, {
      title: 'shipit',
      label: 'The watch: the front page answers 200, and the log says that workers crash',
    });
    terminal.press('u');
    await terminal.see('Type the target to run');
    await type(terminal, 'production');
    expect((await terminal.exited).exitCode).toBe(13);
  }

  // Without details: where the log and the output lie is a matter of this machine.
  const head = `'${process.execPath}' '${program}' log show last | grep '^[0-9][0-9]:' | sed -n '/last look/,$p'`;
  await using log = story.open({ command: 'sh', args: ['-c', head], rows: 24 });
  await log.exited;
  expectPicture('log-show', log, {
    title: 'shipit log show last, the end of it',
    label: 'What the audit log holds of that run',
  });
}, 180_000);

test('the picture of the audit log is what the program shows', async () => {
  const story = someRuns();
  await using terminal = story.open({ args: ['log'], columns: 112, rows: 20 });
  await terminal.see('9 runs, newest first');
  terminal.press(keys.down, keys.down);
  await terminal.see('libs: “tried under load');
  expectPicture('log', terminal, {
    title: 'shipit log',
    label: 'The audit log: nine runs, one of them after an override, and its reason',
  });
});

test('the picture of init is what the program shows', async () => {
  const { root } = repository({
    'package.json': '{ "name": "shop", "scripts": { "test": "node --test", "deploy": "node ops/deploy.mjs" } }\n',
    'package-lock.json': '{ "name": "shop", "lockfileVersion": 3 }\n',
  });
  const state = temporaryDirectory();
  const env = { SHIPIT_STATE_DIR: state, SHIPIT_CONFIG_DIR: state, TZ: 'Europe/Istanbul' };
  await using terminal = openTerminal({ args: ['init'], cwd: root, env, columns: 92, rows: 27 });
  for (const title of ['1 of 7', '2 of 7', '3 of 7', '4 of 7']) {
    await terminal.see((screen) => screen.includes(title) && screen.endsWith('\n>'));
    terminal.press(...(title === '4 of 7' ? [] : [keys.enter]));
  }

  expectPicture('init', terminal, {
    title: 'shipit init',
    label: 'shipit init asks seven questions about the project',
  });
});

testSsh('servers', async () => {
  const shop = await vacationServer();
  await firstDeployThere(shop);
  shop.upgrade();
  shop.told.commit('A seemingly easy change', { 'easy.txt': 'easy\n' });
  await using terminal = shop.open({ columns: 118, rows: 22 });
  await read(terminal, 'Have the servers stayed the same');
  expectPicture('servers', terminal, {
    title: 'shipit',
    label: 'A library was upgraded on the server while the app kept running with the old one',
  });
});
