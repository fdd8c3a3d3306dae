import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Ask } from '../../../src/checks/probe/ask.js';
import { askHere } from '../../../src/checks/probe/ask-here.js';
import { lookAtRestarts, readRestarts, watchRestarts } from '../../../src/checks/probe/restarts.js';
import type { RestartsProbe } from '../../../src/checks/probe/spec.js';
import { runCommand } from '../../../src/world/commands.js';
import { temporaryDirectory } from '../../helpers/repository.js';

// systemd 252, `systemctl show -p LoadState -p NRestarts`.
const said = (unit: string, times: number | string, load = 'loaded'): string =>
  `unit ${unit}\nNRestarts=${times}\nLoadState=${load}\n`;
const noBus = "System has not been booted with systemd as init system (PID 1). Can't operate.";

test.each([
  ['one service', said('uwsgi', 3), ['uwsgi'], { uwsgi: 3 }],
  [
    'two',
    said('uwsgi', 0) + said('celery@1.service', 12),
    ['uwsgi', 'celery@1.service'],
    { uwsgi: 0, 'celery@1.service': 12 },
  ],
  ['a service that is not there', said('uwsgi', 0, 'not-found'), ['uwsgi'], 'there is no service uwsgi'],
  ['no systemd', 'error there is no systemd\n', ['uwsgi'], 'there is no systemd'],
  ['a container', `unit uwsgi\nerror ${noBus}\n`, ['uwsgi'], noBus],
  [
    'systemd before 235',
    'unit uwsgi\nLoadState=loaded\n',
    ['uwsgi'],
    'systemd does not say how often it started uwsgi again',
  ],
  ['half an answer', said('uwsgi', 1), ['uwsgi', 'celery'], 'systemd does not say how often it started celery again'],
  ['no number', said('uwsgi', '[not set]'), ['uwsgi'], 'systemd does not say how often it started uwsgi again'],
])('how often systemd started again: %s', (_what, text, units, found) => {
  expect(readRestarts(text, units)).toEqual(found);
});

const probe: RestartsProbe = { type: 'restarts', name: 'respawns', host: 'web1', units: ['uwsgi'] };
const never = new AbortController().signal;

/** A host that says these numbers, one look after the other; undefined: nobody can ask it. */
function saying(...times: readonly (number | undefined)[]): Ask {
  const left = [...times];
  return async () => {
    const next = left.shift();
    return next === undefined
      ? { how: 'unasked', text: 'connection refused' }
      : { how: 'done', rc: 0, text: said('uwsgi', next), err: '' };
  };
}

test.each<[string, number | undefined, readonly (number | undefined)[], readonly (string | number)[]]>([
  ['nothing was started again', 2, [2, 2], ['ok', 0]],
  ['started again once', 2, [2, 3], ['failed', 1]],
  ['a respawn loop', 2, [3, 5, 8], ['failed', 6]],
  ['started by the deploy, which sets the number back', 7, [0, 0], ['ok', 0]],
  ['started by the deploy, then again and again', 7, [2, 4], ['failed', 4]],
  ['nobody could ask for a while', 2, [2, undefined, 4], ['failed', 2]],
  ['nobody can ask any more', 2, [2, undefined], ['unknown', 0]],
  ['it failed, and nobody can ask any more', 2, [3, undefined], ['failed', 1]],
  ['nobody knows what it was before', undefined, [2, 2], ['unknown', 0]],
  ['nobody knows what it was before, and it rises', undefined, [2, 3], ['failed', 1]],
])('%s', async (_what, before, times, end) => {
  const reader = watchRestarts(probe, saying(...times), {
    before: before === undefined ? undefined : { uwsgi: before },
  });
  let last: readonly unknown[] = [];
  for (const _time of times) {
    const { state, value } = await reader.look(false, never);
    last = [state, value];
  }

  expect(last).toEqual(end);
});

test('a restart that was not caused by the deploy is excused, a further one is not', async () => {
  const reader = watchRestarts(probe, saying(3, 3, 4), { before: { uwsgi: 2 } });
  expect(await reader.look(false, never)).toEqual({
    state: 'failed',
    value: 1,
    atOnce: true,
    text: '1 restart since the deploy: systemd starts uwsgi again and again',
  });
  expect(await reader.look(true, never)).toMatchObject({ state: 'ok', text: 'no further restart; 1 before' });
  expect(await reader.look(false, never)).toMatchObject({ state: 'failed', value: 2 });
});

test('before the deploy it says what is compared with', async () => {
  expect(await lookAtRestarts(probe, saying(4), never)).toMatchObject({
    state: 'ok',
    kept: { restarts: { uwsgi: 4 } },
  });
  expect(await lookAtRestarts(probe, saying(undefined), never)).toEqual({
    state: 'unknown',
    text: 'connection refused',
  });
});

test.each([
  ['dash', ['dash']],
  ['BusyBox', ['busybox', 'sh']],
  ['bash', ['bash', '--posix']],
])('on a host with %s systemctl is asked by unit, and its absence is told', async (_name, shell) => {
  const bin = temporaryDirectory();
  writeFileSync(
    join(bin, 'systemctl'),
    '#!/bin/sh\n[ "$*" = "show -p LoadState -p NRestarts -- uwsgi" ] && printf "NRestarts=3\\nLoadState=loaded\\n"\n',
    { mode: 0o755 },
  );
  const ask: Ask = (section, signal) =>
    askHere(runCommand, '/', 10_000, shell)({ ...section, env: { PATH: `${bin}:${process.env['PATH']}` } }, signal);
  expect(await lookAtRestarts(probe, ask, never)).toMatchObject({ state: 'ok', kept: { restarts: { uwsgi: 3 } } });
  expect(await lookAtRestarts({ ...probe, units: ['celery'] }, ask, never)).toMatchObject({ state: 'unknown' });
});
