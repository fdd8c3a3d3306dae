import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openProject, projectId } from '../../src/audit/state.js';
import { openSnapshots } from '../../src/world/snapshots.js';
import { snapshot } from '../checks/pins/snapshot.js';
import { hasPip, makeWheels, pythonHere } from '../checks/pins/wheels.js';
import { temporaryDirectory } from '../helpers/repository.js';
import { read, type Story, story, type } from '../helpers/story.js';

const fresh = 'Does a fresh install work today?';

/** The question, without the list beside it, on one line. */
const rightSide = (screen: string): string =>
  screen
    .split('\n')
    .map((row) => row.split('│')[1] ?? '')
    .join(' ')
    .replaceAll(/\s+/g, ' ');

/** What web1 had when it was deployed to last. */
async function keepSnapshot(told: Story, json: string): Promise<void> {
  await using shell = told.open({ command: 'printenv', args: ['SHIPIT_STATE_DIR'], columns: 500 });
  await shell.exited;
  const stateDir = shell.screen().trim();
  const id = projectId({ commonDir: join(told.root, '.git') });
  openSnapshots(openProject({ stateDir, projectId: id, write: true })).keep('production', 'web1', json);
}

test.skipIf(!hasPip)(
  'scarface and kombu: nobody changed anything, and a new server would get another kombu than the running ones',
  async () => {
    const index = join(temporaryDirectory(), 'wheels');
    makeWheels(index, [
      { name: 'celery', version: '4.1.0', requires: ['kombu<5.0,>=4.0.2'] },
      { name: 'kombu', version: '4.1.0' },
      { name: 'kombu', version: '4.2.0' },
      { name: 'django-scarface', version: '3.1.0' },
    ]);
    const told = story(['pins: {fresh: true}'], 'targets: {production: {hosts: [web1]}}\nlast_deploy: [log]\n', {
      'requirements.txt': 'celery==4.1.0\ndjango-scarface\n',
    });
    const running = { celery: '4.1.0', kombu: '4.1.0', 'django-scarface': '3.1.0' };
    await keepSnapshot(told, snapshot(running, `${pythonHere}.2`));

    const env = { PIP_NO_INDEX: '1', PIP_FIND_LINKS: index, PIP_CONFIG_FILE: '/dev/null' };
    await using terminal = told.open({ env, columns: 132, rows: 36 });
    const page = rightSide(await read(terminal, fresh));
    expect(page).toContain(
      'NO-GO a new server would get kombu 4.2.0, the running ones have 4.1.0 (not pinned, wanted by celery)',
    );
    terminal.press('o');
    await terminal.see('Why go on despite this no-go?');
    await type(terminal, 'no server is added before Monday');
    await terminal.see('or press Enter for this run');
    terminal.press('\u001b');
    expect(await read(terminal, 'Is every direct dependency pinned?')).toContain(
      'django-scarface in requirements.txt:2',
    );
    terminal.press('s');
    expect((await terminal.exited).exitCode).toBe(10);
    expect(told.answers()).toEqual(['pins/fresh go override', 'pins/ranges stop human']);
    expect(told.deployed()).toBeUndefined();
  },
);
