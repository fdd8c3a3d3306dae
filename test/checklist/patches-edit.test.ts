import { expect, test } from 'vitest';
import { type NewPatch, nextId, withPatch, withState } from '../../src/checklist/patches-edit.js';
import { OperatorError, OperatorErrors } from '../../src/errors.js';

const shown = 'ops/patches.yml';

const patch: NewPatch = {
  id: 'MP-12',
  title: 'stop the event job',
  hosts: ['web1', 'web2'],
  at: '2026-11-18',
  by: 'ada',
  files: ['app/jobs.py'],
  patch: 'ops/patches/MP-12.patch',
  restart: ['shop-worker'],
  until: '2026-12-02',
  state: 'applied',
};

const written = `- id: MP-12
  title: stop the event job
  hosts:
  - web1
  - web2
  at: 2026-11-18
  by: ada
  files:
  - app/jobs.py
  patch: ops/patches/MP-12.patch
  restart:
  - shop-worker
  until: 2026-12-02
  state: applied
`;

const old = `# ours
- id: MP-9 # the first one
  title: log less
  hosts: [web1]
  at: 2026-11-01
  by: bob
  files: [a.py]
# above the next
`;

test.each<[string, string | undefined, RegExp]>([
  ['no file yet', undefined, /^# Changes made directly on servers[\s\S]*\n- id: MP-12\n/],
  ['an empty file', '', /^- id: MP-12\n/],
  ['nothing but a comment', '# ours\n', /^# ours\n\n?- id: MP-12\n/],
  ['an empty list', '[]\n', /^- id: MP-12\n/],
  ['another entry, with its comments', old, /^# ours\n- id: MP-9 # the first one\n[\s\S]*- id: MP-12\n/],
])('a patch is added to %s', (_what, text, expected) => {
  const result = withPatch(text, patch, shown);
  expect(result).toMatch(expected);
  expect(result).toContain(written);
  for (const comment of (text ?? '').match(/#.*/g) ?? []) {
    expect(result).toContain(comment);
  }
});

test('line ends stay as they were', () => {
  expect(withPatch(old.replaceAll('\n', '\r\n'), patch, shown)).not.toMatch(/[^\r]\n/);
});

test.each<[string, () => string, RegExp]>([
  [
    'an id that is there already',
    () => withPatch(written, { ...patch, id: 'mp-12' }, shown),
    /already: stop the event/,
  ],
  ['a register with mistakes', () => withPatch('- id: 7\n', patch, shown), /title/],
  [
    'no such patch',
    () => withState(written, { id: 'MP-13', state: 'dropped', because: 'x' }, shown),
    /no patch `MP-13`/,
  ],
  ['no register', () => withState(undefined, { id: 'MP-1', state: 'dropped', because: 'x' }, shown), /no patch `MP-1`/],
  [
    'one that was closed before',
    () =>
      withState(
        withState(written, { id: 'MP-12', state: 'dropped', because: 'x' }, shown),
        { id: 'MP-12', state: 'included', because: 'y' },
        shown,
      ),
    /MP-12 is dropped already/,
  ],
])('%s is refused', (_what, edit, words) => {
  try {
    edit();
    expect.unreachable();
  } catch (error) {
    expect(error instanceof OperatorError || error instanceof OperatorErrors).toBe(true);
    expect((error as Error).message).toMatch(words);
  }
});

test('a closed patch keeps everything else, comments and order too; the reason joins its why', () => {
  const text = `${old}${written}`;
  const closed = withState(text, { id: 'mp-9', state: 'included', because: 'included by bob: merged' }, shown);
  expect(closed).toContain('# the first one');
  expect(closed).toContain('# above the next');
  expect(closed).toContain('hosts: [ web1 ]');
  expect(closed).toMatch(/why: "?included by bob: merged"?\n {2}state: included/);
  expect(closed.endsWith(written)).toBe(true);
  const more = withState(
    `${written.trimEnd()}\n  why: floods\n`,
    { id: 'MP-12', state: 'dropped', because: 'no' },
    shown,
  );
  expect(more).toContain('why: floods; no\n');
});

test.each([
  [[], 'MP-1'],
  [['MP-9', 'mp-12', 'hotfix-77'], 'MP-13'],
])('after %j comes %s', (ids, expected) => {
  expect(nextId(ids.map((id) => ({ id })))).toBe(expected);
});
