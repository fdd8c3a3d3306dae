import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { closed, demo, program, shopIn } from '../helpers/demo-story.js';

/** Twenty seconds of it are the watch. */
const playMs = 120_000;

test('without a terminal it plays, tells each screen and each key as text, and ends with 0', {
  timeout: playMs,
}, async () => {
  const { env, directories } = demo();
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, 'demo'], {
    env: { PATH: process.env['PATH'], CI: 'true', ...env },
  });
  expect(stderr).toBe('');
  expect(stdout).not.toContain('\u001B');
  const course = [
    'Is today your first day back after time off?',
    '>> What the others did while she was away',
    '>> presses: o  override',
    '>> presses: read what changed',
    'More than 5 commits or 14 days?',
    '>> presses: e  the evidence',
    '>> presses: g  go on',
    'NO-GO  exit 1',
    'made ../backups/orders-',
    '>> presses: r  look again',
    '>> presses: production ',
    'live: ',
    'status 200',
    'a tenth off revision ',
    'Have you used the site yourself since the deploy?',
    'Is the deploy finished?',
    'is deployed to production and confirmed',
    '$ shipit log show last',
  ];
  let at = 0;
  for (const text of course) {
    at = stdout.indexOf(text, at);
    expect(at, text).not.toBe(-1);
  }
  expect(directories()).toEqual([]);
  await closed(shopIn(stdout));
});
