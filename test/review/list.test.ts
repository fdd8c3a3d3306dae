import { expect, test } from 'vitest';
import { type ListedRun, renderList } from '../../src/review/list.js';
import type { RunDigest } from '../../src/run/summary.js';
import { width } from '../../src/text/width.js';

const digest: RunDigest = {
  schema: 1,
  run: '20261119T085800Z-7f3a1c22d0',
  app: 'shop',
  target: 'production',
  operator: 'ada',
  started: '2026-11-19T08:58:00.000Z',
  ended: '2026-11-19T09:30:00.000Z',
  from: '8c6783b0aaaa',
  to: '3f2a91c0aaaa',
  outcome: 'deployed',
  overrides: 0,
  records: 9,
  head: 'f'.repeat(64),
  overridden: [],
};

const options = { tz: 'Europe/Istanbul', now: new Date('2026-11-20T10:00:00Z'), color: false, columns: 200 };
const render = (...changes: Partial<RunDigest>[]): readonly string[] =>
  renderList(
    changes.map((change) => ({ digest: { ...digest, ...change }, damaged: false })),
    options,
  );

test('a run is the line that a person wants', () => {
  const overridden = [{ question: 'servers', reason: 'probe passes by hand', second: 'bob' }];
  expect(render({ confirmedAfterMs: 1_800_000, overrides: 1, overridden })).toEqual([
    'Thu 19 Nov 11:58  7f3a  ada  production  8c6783b → 3f2a91c  deployed  1 override (servers: "probe passes by hand", bob)  confirmed after 30 m',
  ]);
  expect(render({ confirmedAfterMs: 1_800_000 })[0]).toMatch(/ {2}deployed, confirmed after 30 m$/);
});

const hurt: ListedRun = {
  digest: {
    ...digest,
    confirmedAfterMs: 1_800_000,
    incidents: 1,
    overrides: 1,
    overridden: [{ question: 'servers', reason: 'probe passes by hand', second: 'bob' }],
  },
  damaged: false,
};

test.each([
  [true, '  deployed  1 incident  1 override…'],
  [true, '  DAMAGED  deployed  1 incident  1 override…'],
  [false, '  deployed  1 incident  1 override (servers: "probe'],
])('N where a line is cut, incident and override are still on it', (isNarrow, end) => {
  const [line = ''] = renderList([{ ...hurt, damaged: end.includes('DAMAGED') }], {
    ...options,
    columns: isNarrow ? 80 : 110,
  });
  expect(line).toContain(end);
  expect(line).toMatch(/^Thu 19 Nov 11:58 {2}7f3a {2}/);
  expect(line).toMatch(/…$/);
});

test('N a run without either keeps its release on a narrow terminal', () => {
  const [line = ''] = renderList([{ digest: { ...digest, outcome: 'stopped' }, damaged: false }], {
    ...options,
    columns: 80,
  });
  expect(line).toBe('Thu 19 Nov 11:58  7f3a  ada  production  8c6783b → 3f2a91c  stopped by the oper…');
});

test('N a list that goes into a pipe is never cut', () => {
  const [whole] = renderList([hurt], options);
  expect(renderList([hurt], { ...options, columns: 80, piped: true })).toEqual([whole]);
  expect(whole).toMatch(/ {2}confirmed after 30 m$/);
});

test('columns line up, and the application is named where there are several', () => {
  expect(render({}, { operator: 'Grace H.', target: 'staging', app: 'web', from: null, outcome: 'no-go' })).toEqual([
    'Thu 19 Nov 11:58  7f3a  ada       shop  production  8c6783b → 3f2a91c  deployed',
    'Thu 19 Nov 11:58  7f3a  Grace H.  web   staging     ······· → 3f2a91c  no-go',
  ]);
});

test.each([
  ['deployed', 'deployed'],
  ['unconfirmed', 'deployed, never confirmed'],
  ['failed', 'deploy failed'],
  ['rolled-back', 'rolled back'],
  ['stopped', 'stopped by the operator'],
  ['no-go', 'no-go'],
  ['interrupted', 'broken off'],
  ['unknown', 'outcome unknown'],
  ['dry-run', 'dry run'],
  ['running', 'running now'],
  ['paused', 'paused'],
] as const)('%s reads: %s', (outcome, words) => {
  expect(render({ outcome })[0]).toMatch(new RegExp(`3f2a91c {2}${words}$`));
});

test.each([
  ['failed', 'roll-back failed, what runs is not known'],
  ['not-back', 'NOT rolled back: it still runs'],
] as const)('a roll-back that is %s is not told as a deploy that failed', (rollBack, words) => {
  expect(render({ outcome: 'failed', rollBack })[0]).toContain(words);
});

test('a damaged run says so before anything else it claims', () => {
  expect(renderList([{ digest, damaged: true }], options)[0]).toContain('DAMAGED, see `shipit log verify`  deployed');
});

test('colour repeats what the words say and changes no word', () => {
  const [line = ''] = renderList([{ digest, damaged: true }], { ...options, color: true });
  expect(line).toContain('\u001b[31mDAMAGED');
  // biome-ignore lint/complexity/useRegexLiterals: the escape must stay readable
  expect(line.replaceAll(new RegExp('\u001b\\[\\d+m', 'g'), '')).toBe(
    renderList([{ digest, damaged: true }], options)[0],
  );
});

test('on a narrow terminal lines are cut, never wrapped and never cut inside a colour', () => {
  const runs: readonly ListedRun[] = [{ digest: { ...digest, operator: '山田太郎' }, damaged: true }];
  for (let columns = 1; columns < 140; columns += 1) {
    for (const color of [true, false]) {
      const [line = ''] = renderList(runs, { ...options, columns, color });
      const plain = line.replaceAll(/\u001b\[\d+m/g, '');
      expect(width(plain)).toBeLessThanOrEqual(columns);
      expect(plain).not.toContain('\u001b');
    }
  }
});

test('nothing that stands in the log can steer the terminal', () => {
  const evil = '\u001b]52;c;ZXZpbA==\u0007\u202e\rx';
  const [line = ''] = render({
    operator: evil,
    target: evil,
    app: evil,
    from: evil,
    to: evil,
    overrides: 1,
    overridden: [{ question: evil, reason: evil, second: evil }],
  });
  expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

test('no runs, no lines', () => {
  expect(renderList([], options)).toEqual([]);
});
