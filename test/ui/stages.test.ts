import { expect, test } from 'vitest';
import type { RunEvent } from '../../src/run/events.js';
import { answer, evidence, item } from '../run/facts.js';
import { frameOf } from './frames.js';
import { human, situationOf } from './situations.js';

const plan = [human('sky'), item('slow', { question: 'Is slow fine?' })];
const size = { columns: 60, rows: 16 };

const deployStart: RunEvent = { type: 'deploy.start', commit: 'c', steps: ['deploy'], tty: false, out: 'x.out' };
const stepEnd: RunEvent = { type: 'step.end', step: 'deploy', host: 'local', rc: 3, ms: 112_000 };
const failed: RunEvent = { type: 'deploy.end', commit: 'c', outcome: 'failed', ms: 112_000 };
const notice: RunEvent = {
  type: 'notice',
  notice: 'head-moved',
  text: 'HEAD is now 9c1d000, this run is about 3f2a91c',
  from: '3f2a91c',
  to: '9c1d000',
};

test('an item that is still being gathered says for how long, and what it is at', () => {
  const progress = { slow: { sinceMs: 60_000 - 112_000, text: '2 of 3 hosts' } };
  expect(frameOf(situationOf({ plan, events: [answer('sky', 'go')], progress }), size)).toMatchInlineSnapshot(`
    " shipit  shop → production    Ada L. · Thu 19 Nov 09:42 UTC
     2 of 2 · 1 go · 1 running
     Is slow fine?

     ⟳ 1 m 52 s  2 of 3 hosts

     Why: slow went wrong once.







                                     ⇥ other questions  q pause"
  `);
});

test('a notice comes before all questions', () => {
  expect(frameOf(situationOf({ plan, events: [notice] }), size)).toMatchInlineSnapshot(`
    " shipit  shop → production    Ada L. · Thu 19 Nov 09:42 UTC
     1 to answer
     HEAD is now 9c1d000, this run is about 3f2a91c

     The release does not follow HEAD by itself: what was
     approved is what is deployed.

     ▸    Look at what changed
       h  Restart with HEAD
       k  Go on with the commit of this run
       s  Stop here



                                             ↑↓ choose  q pause"
  `);
});

test('a notice does not take a line away that is being typed', () => {
  const red = situationOf({ plan: [item('slow')], events: [evidence('slow', 'no-go'), notice] });
  const view = {
    type: 'input',
    purpose: { for: 'override', key: 'slow' },
    about: '',
    field: { text: 'be', cursor: 2 },
  } as const;
  const frame = frameOf(red, { ...size, screen: { view } });
  expect(frame).toContain('Is slow fine?');
  expect(frame).toContain('Why go on despite this no-go?');
});

test('a failed deploy: what happened, and what can be done', () => {
  const events = [answer('sky', 'go'), deployStart, stepEnd, failed];
  expect(frameOf(situationOf({ plan, events, undo: 'make undo' }), size)).toMatchInlineSnapshot(`
    " shipit  shop → production    Ada L. · Thu 19 Nov 09:42 UTC
     1 go
     ✖ The deploy failed: exit 3 (step deploy, after 1 m 52 s)

     Nothing is rolled back by itself. What is live now is for
     you to judge.

     ▸    Look at the output
       u  Roll back (runs \`undo\`)
       l  Leave it as it is




                                             ↑↓ choose  q pause"
  `);
});

test('a deploy that nobody saw end', () => {
  const events: readonly RunEvent[] = [deployStart, { type: 'deploy-unknown', reason: 'the process is gone' }];
  expect(frameOf(situationOf({ plan, events }), size)).toMatchInlineSnapshot(`
    " shipit  shop → production    Ada L. · Thu 19 Nov 09:42 UTC
     1 to answer
     The deploy started, and nobody saw it end.

     The process that ran it is gone. shipit never runs it a
     second time by itself: look at the output and at the
     target, then say what became of it.

     ▸    Look at the output
       w  It ended well (needs a reason)
       f  It failed (needs a reason)
       l  Leave it unknown


                                             ↑↓ choose  q pause"
  `);
});

test('a roll-back that nobody saw end is asked about as one', () => {
  const events: readonly RunEvent[] = [
    deployStart,
    { type: 'deploy.end', commit: 'c', outcome: 'failed', ms: 5 },
    { type: 'undo.start', steps: ['undo'], by: 'Ada L.', out: 'x.undo.out' },
    { type: 'undo-unknown', reason: 'the process is gone' },
  ];
  expect(frameOf(situationOf({ plan, events }), size)).toContain('The roll-back started, and nobody saw it end.');
});

test('a command that outlived its runner can be waited for or left, not judged', () => {
  const events: readonly RunEvent[] = [deployStart, { type: 'deploy-unknown', reason: 'the process is gone' }];
  const frame = frameOf({ ...situationOf({ plan, events }), leftRunning: 4711 }, size);
  expect(frame).toContain('pid 4711');
  expect(frame).toContain('Leave it running');
  expect(frame).not.toContain('It ended well');
});

test('what another run deployed over is not rolled back', () => {
  const events: readonly RunEvent[] = [deployStart, { type: 'deploy.end', commit: 'c', outcome: 'failed', ms: 5 }];
  const situation = situationOf({ plan, events });
  const checklist = { ...situation.checklist, deploy: { ...situation.checklist.deploy, undo: 'make undo' } };
  expect(frameOf({ ...situation, checklist }, size)).toContain('Roll back');
  const frame = frameOf({ ...situation, checklist, laterDeploy: '20261119T084200Z-7f3a' }, size);
  expect(frame).not.toContain('Roll back');
  expect(frame).toMatch(/Nothing is rolled back: run 20261119T084200Z-7f3a deployed\s+since/);
});

test('while the last look runs, the screen says so and asks nothing', () => {
  const looking = { ...situationOf({ plan, events: [answer('sky', 'go')] }), looking: true };
  expect(frameOf(looking, size)).toMatchInlineSnapshot(`
    " shipit  shop → production    Ada L. · Thu 19 Nov 09:42 UTC
     1 go
     The last look

     Looked at once more before the deploy command starts:
     HEAD, the checklist, what the target runs.








                                            Ctrl-C twice leaves"
  `);
});

test('the last look names what it looks at, and how old the rest is', () => {
  const looked = [item('patches', { alwaysLookAgain: true }), item('tests')];
  const events = looked.map(({ id }) => evidence(id, 'go'));
  const looking = { ...situationOf({ plan: looked, events, now: '2026-11-19T09:10:00.000Z' }), looking: true };
  const frame = frameOf(looking, size).replace(/\s+/g, ' ');
  expect(frame).toContain('what the target runs, patches.');
  expect(frame).toMatch(/Still good as it was found: tests \(\d+ min ago\)\./);
});

test('a failed roll-back says what of it was done and what was not begun, and nothing wrong of the deploy', () => {
  const events: readonly RunEvent[] = [
    deployStart,
    { type: 'deploy.end', commit: 'c', outcome: 'ok', ms: 5 },
    {
      type: 'undo.start',
      steps: ['undo', 'put A back on web1', 'put A back on web2'],
      by: 'Ada L.',
      out: 'x.undo.out',
    },
    { type: 'step.end', step: 'undo', host: 'local', rc: 0, ms: 5 },
    { type: 'step.end', step: 'put A back on web1', host: 'web1', rc: 1, ms: 5, error: 'ssh did not reach web1' },
    { type: 'undo.end', outcome: 'failed', ms: 5 },
  ];
  const frame = frameOf(situationOf({ plan, events, undo: 'make undo' }), { columns: 90, rows: 24 });
  expect(frame).toContain('Rolling back failed: ssh did not reach web1 (step');
  expect(frame).toContain('undo: exit 0, after');
  expect(frame).toContain('not begun: put A back on web2');
  expect(frame).not.toContain('The deploy failed');
  expect(frame).toContain('Leave or hand over');
});
