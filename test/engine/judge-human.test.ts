import { expect, test } from 'vitest';
import type { Item } from '../../src/checklist/model.js';
import type { FacetFound, KindToAsk } from '../../src/checks/kind.js';
import { oneOf } from '../../src/checks/one-of.js';
import { judge } from '../../src/engine/judge.js';
import { machineVerdict } from '../../src/run/machine-verdict.js';
import { started } from '../run/facts.js';

const kind: KindToAsk = {
  name: 'people',
  question: () => 'Is everybody here?',
  go: 'yes',
  why: 'Nobody was there.',
  facets: {
    oncall: { level: 'warn', go: 'yes', question: () => 'Is somebody on call?' },
    second: { level: 'block', go: 'yes', question: () => 'Is there a second person?' },
  },
  alwaysAsks: false,
  override: 'reason',
  timeoutMs: 1000,
  boundToCommit: false,
  alwaysLookAgain: false,
};
const written: Item = {
  id: 'people',
  kind: 'people',
  options: {},
  killer: false,
  level: 'block',
  unknown: 'ask',
  facets: {},
  place: { file: 'shipit.yml', line: 1, col: 1 },
};
const bob: FacetFound = { verdict: 'unknown', human: true, summary: 'Bob K.', question: 'Is Bob K. at hand?' };
const judged = (facets: Readonly<Record<string, FacetFound>>, item: Partial<Item> = {}) =>
  judge(
    { summary: 's', facets },
    {
      item: { ...written, ...item },
      kind,
      facts: { release: started.release, target: 'production' },
      redact: (text) => text.replaceAll('hunter2', '…'),
      at: '2026-11-19T09:00:00.000Z',
      ms: 1,
      acks: {
        list: [
          {
            key: 'people:oncall:*',
            reason: 'known for a long time',
            by: 'bob',
            at: '2026-11-01',
            until: '2026-12-01',
            place: written.place,
          },
        ],
        today: '2026-11-19',
        commits: [],
        ownNames: [],
      },
    },
  );

test('one of several facets has level, override and question of its sort, and a key of its own', () => {
  const { facets } = judged({ [oneOf('oncall', 'bob')]: { ...bob }, [oneOf('oncall', 'c y n')]: bob });
  expect(facets).toMatchObject([
    { name: 'oncall:bob', level: 'warn', override: 'reason', human: true, verdict: 'unknown' },
    { name: expect.stringMatching(/^oncall:c-y-n-[0-9a-f]{6}$/), human: true },
  ]);
  expect(judged({ 'oncall:bob': bob }, { facets: { oncall: 'off' } }).facets).toEqual([]);
});

test.each(['ask', 'block', 'warn'] as const)('under `unknown: %s` it stays what a person is asked', (unknown) => {
  expect(judged({ 'oncall:bob': bob }, { unknown })).toMatchObject({
    verdict: 'unknown',
    findings: [],
    facets: [{ verdict: 'unknown', human: true }],
  });
});

test('no acknowledgement takes it away, and nothing found beside it is accepted', () => {
  const findings = [{ key: 'leave', verdict: 'warn', text: 'on leave' }] as const;
  expect(judged({ 'oncall:bob': { ...bob, findings } }).findings).toEqual([
    { key: 'people:oncall:bob:leave', verdict: 'unknown', text: 'on leave' },
  ]);
});

test.each<[string, FacetFound['verdict'] | undefined, string, string]>([
  ['nothing else', undefined, 'unknown', 'n/a'],
  ['something that is go', 'go', 'unknown', 'go'],
  ['a warning', 'warn', 'unknown', 'warn'],
  ['a no-go', 'no-go', 'no-go', 'no-go'],
])('with %s beside it, it counts for nothing', (_name, verdict, whole, machine) => {
  const second = verdict && { second: { verdict, summary: 'x', findings: [{ key: 'x', verdict, text: 'x' }] } };
  const evidence = judged({ 'oncall:bob': bob, ...second });
  expect(evidence.verdict).toBe(whole);
  expect(machineVerdict(evidence)).toBe(machine);
});

test('a form is harmless on screen', () => {
  const form = {
    choice: { name: 'who', title: 'Who\u001B[2J?', options: [{ value: 'b\nob', label: 'Bob hunter2' }] },
    lines: [{ name: 'where', title: 'Where\u202E?', least: 0, is: 'link' as const }],
  };
  expect(judged({ 'oncall:bob': { ...bob, form } }).facets[0]?.form).toEqual({
    choice: { name: 'who', title: 'Who?', options: [{ value: expect.not.stringContaining('\n'), label: 'Bob …' }] },
    lines: [{ name: 'where', title: 'Where\\u{202e}?', least: 0, is: 'link' }],
  });
});
