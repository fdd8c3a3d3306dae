import { expect, test } from 'vitest';
import type { Checklist, Item } from '../../src/checklist/model.js';
import { kinds } from '../../src/checks/index.js';
import { planRun } from '../../src/engine/plan.js';
import { whatStays } from '../../src/engine/stays.js';
import { checklist as empty } from '../checks/gathering.js';

const at = (line: number) => ({ file: 'shipit.yml', line, col: 1 });

const item = (kind: string, more: Partial<Item> = {}): Item => ({
  id: kind,
  ...{
    kind,
    options: { place: 'hall', command: 'true', role: 'pm', env: 'staging' },
    killer: false,
    level: 'block',
    unknown: 'ask',
    facets: {},
    place: at(1),
  },
  ...more,
});

const step = { name: 'shop', run: 'x', host: 'local', checks: [], tty: false, place: at(9) };
const bob = { name: 'Bob', emails: ['bob@x.test'], roles: ['qa'], left: false, absences: [] };

const before: Checklist = {
  ...empty,
  people: { bob, place: bob },
  deploy: { steps: [step], undo: 'back' },
  checks: [
    item('ask', { id: 'sky' }),
    item('ask', { id: 'by-qa', by: 'qa' }),
    item('ask', { id: 'of-hotfix', when: { lane: ['hotfix'] } }),
    item('ask', { id: 'if-found', when: { found: 'run' } }),
    item('run'),
    ...['order', 'release', 'lane', 'people', 'window', 'migrations', 'signoff'].map((kind) => item(kind)),
  ],
};

const all = before.checks.map(({ id }) => id).filter((id) => id !== 'if-found');
const [sky, byQa, ofHotfix] = ['sky', 'by-qa', 'of-hotfix'];
const without = (...ids: readonly string[]) => all.filter((id) => !ids.includes(id));
const edited = (id: string) =>
  before.checks.map((one) =>
    one.id === id ? { ...one, options: { place: 'yard', command: 'true', role: 'pm', env: 'staging' } } : one,
  );
const release = { commit: 'c'.repeat(40), subject: 's' } as Parameters<typeof planRun>[2];

test.each<readonly [string, Partial<Checklist>, readonly string[]]>([
  ['nothing', {}, all],
  ['only lines moved', { checks: before.checks.map((one) => ({ ...one, place: at(30) })) }, all],
  ['somebody left', { people: { bob: { ...bob, left: true }, place: bob } }, [sky, ofHotfix]],
  ['a person has other roles', { people: { bob, place: { ...bob, roles: [] } } }, [sky, ofHotfix]],
  ['a freeze', { calendar: { ...empty.calendar, freezes: [{ when: '2026-12', allow: [] }] } }, [sky, byQa, ofHotfix]],
  ['hosts', { targets: empty.targets.map((one) => ({ ...one, hosts: ['web1'] })) }, [sky, ofHotfix]],
  ['who is believed about what runs', { lastDeploy: ['log'] }, [sky, byQa, ofHotfix]],
  ['the undo of the deploy', { deploy: { steps: [step] } }, without('order', 'release', 'people')],
  ['the lane', { checks: edited('lane') }, without('lane', 'people', 'window', 'of-hotfix')],
  [
    'where the migrations are',
    { checks: edited('migrations') },
    without('migrations', 'lane', 'people', 'window', 'of-hotfix'),
  ],
  ['a command', { checks: edited('run') }, without('run')],
])('an edit of the checklist, %s: what goes by it is asked again, everything else stays', (_what, edit, kept) => {
  const after = { ...before, ...edit };
  const recorded: Checklist = JSON.parse(JSON.stringify(before));
  const planned = planRun(after, kinds, release, 'production');
  expect(whatStays(recorded, after, planned, kinds)).toEqual(kept);
});
