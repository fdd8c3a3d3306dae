import { expect, test } from 'vitest';
import { previousNews } from '../../src/engine/previous-news.js';
import { saidIn } from '../../src/engine/previous-said.js';
import type { Answered } from '../../src/run/events.js';
import type { Plan } from '../../src/run/plan.js';
import { emptyRun, type Run } from '../../src/run/run.js';
import type { PreviousFound } from '../../src/world/previous.js';

const [a, b] = ['a'.repeat(40), 'b'.repeat(40)];
const by = (commit: string, ...sources: readonly string[]) => ({ commit, sources });
const plan = [
  { id: 'release', needsPrevious: true },
  { id: 'sky' },
  { id: 'migrated', needsPrevious: true, human: true },
] as unknown as Plan;

const answered = (check: string, how: Answered['how']): Partial<Run> => ({
  answers: { [check]: { event: { type: 'answer', check, how } as Answered, seq: 1, t: '' } },
});

const web = (commit: string) => [{ host: 'web1', commit }];
const down = { host: 'web2', error: 'no route' };

/** What both servers said when the run learnt it. */
const saidBefore = (web1: string, web2: string) => ({
  previousSaid: [
    { from: 'web1', commit: web1 },
    { from: 'web2', commit: web2 },
  ],
});

test.each<[string, Partial<Run>, Partial<PreviousFound>, string | undefined]>([
  ['nobody was asked', { previous: by(a, 'log') }, { previous: by(b, 'ref') }, undefined],
  ['nothing new', { previous: by(a, 'servers') }, { previous: by(a, 'servers'), servers: web(a) }, undefined],
  [
    'the servers say the same',
    { previous: by(a, 'log') },
    { previous: by(a, 'servers', 'log'), servers: web(a) },
    'previous',
  ],
  ['they say something else', { previous: by(a, 'log') }, { previous: by(b, 'servers'), servers: web(b) }, 'previous'],
  [
    'they are the first to say anything',
    { previous: null },
    { previous: by(b, 'servers'), servers: web(b) },
    'previous',
  ],
  ['a commit of nobody', { previous: by(a, 'log') }, { previous: null, unknownCommit: b, servers: web(b) }, 'previous'],
  [
    'a person answered before',
    { previous: by(a, 'log'), ...answered('release', 'human') },
    { previous: by(b, 'servers'), servers: web(b) },
    'notice',
  ],
  [
    'it passed by itself before',
    { previous: by(a, 'log'), ...answered('release', 'auto') },
    { previous: by(b, 'servers'), servers: web(b) },
    'previous',
  ],
  [
    'a person answered what only a person knows',
    { previous: by(a, 'log'), ...answered('migrated', 'human') },
    { previous: by(b, 'servers'), servers: web(b) },
    'previous',
  ],
  [
    'something else was answered',
    { previous: by(a, 'log'), ...answered('sky', 'human') },
    { previous: by(b, 'servers'), servers: web(b) },
    'previous',
  ],
  [
    'the only host that knew is down now',
    { previous: by(b, 'servers') },
    { previous: by(a, 'log'), servers: [down] },
    undefined,
  ],
  [
    'one host is down, the other was never asked before',
    { previous: by(a, 'log') },
    { previous: by(b, 'servers'), servers: [...web(b), down] },
    'previous',
  ],
  [
    'one host is down, the other says something else now',
    { previous: by(b, 'servers'), ...saidBefore(b, b) },
    { previous: by(a, 'servers'), servers: [...web(a), down] },
    'previous',
  ],
  [
    'the same, and a person answered before',
    { previous: by(b, 'servers'), ...saidBefore(b, b), ...answered('release', 'human') },
    { previous: by(a, 'servers'), servers: [...web(a), down] },
    'notice',
  ],
  [
    'one host is down, the other names a commit of nobody',
    { previous: by(b, 'servers'), ...saidBefore(b, b), ...answered('release', 'human') },
    { previous: null, unknownCommit: a, servers: [...web(a), down] },
    'notice',
  ],
  [
    'the host with the older commit is down, the other says what it always said',
    { previous: by(a, 'servers'), ...saidBefore(b, a) },
    { previous: by(b, 'servers'), servers: [...web(b), down] },
    undefined,
  ],
  [
    'the host that knew has nothing now, and the log names another commit',
    { previous: by(b, 'servers'), ...saidBefore(b, b) },
    { previous: by(a, 'log'), servers: [{ host: 'web1', nothing: 'there is no REVISION' }] },
    undefined,
  ],
  [
    'a launch was decided, nothing started, and it is to be decided again: the operator is asked, nothing is taken up',
    { previous: by(a, 'log'), phase: 'decided' },
    { previous: by(b, 'servers'), servers: web(b) },
    'notice',
  ],
  [
    'the same, and all is as it was',
    { previous: by(a, 'log'), phase: 'decided' },
    { previous: by(a, 'servers'), servers: web(a) },
    undefined,
  ],
  [
    'the deploy is over',
    { previous: by(a, 'log'), phase: 'deployed' },
    { previous: by(b, 'servers'), servers: web(b) },
    undefined,
  ],
])('what goes on record: %s', (_what, run, found, type) => {
  const now = { ...emptyRun, ...run };
  const news = previousNews(now, plan, { previous: null, serversNotAsked: false, ...found }, saidIn(now));
  expect(news?.type).toBe(type);
});

test('the notice is given once; the event says what everybody said', () => {
  const found = {
    previous: by(b, 'servers'),
    servers: [...web(b), { host: 'web3', nothing: 'no file' }],
    serversNotAsked: false,
  };
  const run = { ...emptyRun, previous: by(a, 'log'), ...answered('release', 'human') };
  const notice = previousNews(run, plan, found, new Map());
  expect(notice).toMatchObject({ type: 'notice', notice: 'previous-changed', from: a, to: b });
  const notices = notice?.type === 'notice' ? [notice] : [];
  expect(previousNews({ ...run, notices }, plan, found, new Map())).toBeUndefined();
  expect(previousNews({ ...emptyRun, previous: by(a, 'log') }, plan, found, new Map())).toEqual({
    type: 'previous',
    previous: by(b, 'servers'),
    said: [
      { from: 'web1', commit: b },
      { from: 'web3', error: 'no file' },
    ],
  });
});
