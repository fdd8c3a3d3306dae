import { expect, test } from 'vitest';
import { width } from '../../src/text/width.js';
import { emptyField } from '../../src/ui/text-field.js';
import { answer, evidence, facet, item } from '../run/facts.js';
import { frameOf } from './frames.js';
import { human, situationOf } from './situations.js';

const plan = [
  item('window'),
  item('release', { kind: 'release', alwaysAsks: true, question: 'Is this exactly what you mean to ship?' }),
  item('tests', {
    question: 'Are the tests green for 3f2a91c?',
    override: 'second',
    why: 'A release went out on red tests once. Never again.',
  }),
  human('signoff', { by: 'pm', question: 'Has the product manager confirmed 3f2a91c on staging?' }),
  item('servers'),
  item('migrations'),
  human('watch', { phase: 'after' }),
];

const tests = evidence('tests', 'no-go', {
  summary: '2 failed, 410 passed in 1 m 52 s',
  detail: ['cart › keeps the discount when the currency changes', 'cart › rounds half a cent'],
  facets: [
    {
      ...facet('green', 'no-go'),
      summary: '2 failed, 410 passed in 1 m 52 s',
      question: 'Are the tests green for 3f2a91c?',
      override: 'second',
    },
  ],
  findings: [{ key: 'tests:green', verdict: 'no-go', text: '2 failed' }],
  at: '2026-11-19T09:41:30.000Z',
});

const midway = situationOf({
  plan,
  events: [
    evidence('window', 'go', { summary: 'Thu 19 Nov, next day off Sat 21 Nov' }),
    answer('window', 'go', { how: 'auto', by: 'shipit', seen: 'go' }),
    evidence('release', 'go', {
      summary: '42 commits by 6 people',
      facts: { commits: 42, authors: ['a', 'b', 'c', 'd', 'e', 'f'] },
    }),
    answer('release', 'go', { seen: 'go' }),
    evidence('migrations', 'n/a', { summary: 'nothing changed in migrations/**' }),
    tests,
  ],
  progress: { servers: { sinceMs: 48_000, text: '2 of 3 hosts' } },
});

test('a no-go at 100 columns', () => {
  expect(frameOf(midway, { columns: 100, rows: 24 })).toMatchInlineSnapshot(`
    " shipit  shop → production                                            Ada L. · Thu 19 Nov 09:42 UTC
     8c6783b → 3f2a91c  42 commits by 6 people since Mon 16 Nov         run 20261119T090000Z-7f3a7f3a7f
    ──────────────────────────────────────┬─────────────────────────────────────────────────────────────
     BEFORE                               │ 3 of 6   Are the tests green for 3f2a91c?
      ✔ go      window     Thu 19 Nov, n… │
      ✔ go      release    42 commits by… │ ✖ NO-GO  2 failed, 410 passed in 1 m 52 s
     ▸✖ no-go   tests      2 failed, 410… │ make test · exit 1 · just now
      ? ask     signoff                   │   cart › keeps the discount when the currency changes
      ⟳ 12 s    servers    2 of 3 hosts   │   cart › rounds half a cent
      – n/a     migrations nothing chang… │
     DEPLOY                               │ Why: A release went out on red tests once. Never again.
      ○ deploy                            │
     AFTER                                │ ▸    Look at the evidence
      ? ask     watch                     │   s  Stop here
                                          │   r  Look again
                                          │   o  Override (needs a reason and a second person)
                                          │
                                          │
                                          │
                                          │
                                          │
    ──────────────────────────────────────┴─────────────────────────────────────────────────────────────
     2 go · 1 no-go · 1 running · 1 to answer             ⇥ other questions  ? why  e evidence  q pause"
  `);
});

test('a no-go at 80 columns', () => {
  expect(frameOf(midway, { columns: 80, rows: 24 })).toMatchInlineSnapshot(`
    " shipit  shop → production                        Ada L. · Thu 19 Nov 09:42 UTC
     8c6783b → 3f2a91c  42 commits by 6 people since Mon 16 Nov
    ───────────────────────────────────┬────────────────────────────────────────────
     BEFORE                            │ 3 of 6   Are the tests green for 3f2a91c?
      ✔ go      window     Thu 19 Nov… │
      ✔ go      release    42 commits… │ ✖ NO-GO  2 failed, 410 passed in 1 m 52 s
     ▸✖ no-go   tests      2 failed,…  │ make test · exit 1 · just now
      ? ask     signoff                │   cart › keeps the discount when the
      ⟳ 12 s    servers    2 of 3 hos… │   currency changes
      – n/a     migrations nothing ch… │   cart › rounds half a cent
     DEPLOY                            │
      ○ deploy                         │ Why: A release went out on red tests once.
     AFTER                             │ Never again.
      ? ask     watch                  │
                                       │ ▸    Look at the evidence
                                       │   s  Stop here
                                       │   r  Look again
                                       │   o  Override (needs a reason and a secon…
                                       │
                                       │
                                       │
    ───────────────────────────────────┴────────────────────────────────────────────
     2 go · 1 no-go · 1 running · 1 to answer            ? why  e evidence  q pause"
  `);
});

test('below 80 columns the list folds into a line', () => {
  expect(frameOf(midway, { columns: 60, rows: 20 })).toMatchInlineSnapshot(`
    " shipit  shop → production    Ada L. · Thu 19 Nov 09:42 UTC
     3 of 6 · 2 go · 1 no-go · 1 running · 1 to answer
     Are the tests green for 3f2a91c?

     ✖ NO-GO  2 failed, 410 passed in 1 m 52 s
     make test · exit 1 · just now
       cart › keeps the discount when the currency changes
       cart › rounds half a cent

     Why: A release went out on red tests once. Never again.

     ▸    Look at the evidence
       s  Stop here
       r  Look again
       o  Override (needs a reason and a second person)



       ↑↓ choose  ⇥ other questions  ? why  e evidence  q pause"
  `);
});

test('40 columns and 10 rows', () => {
  expect(frameOf(midway, { columns: 40, rows: 10 })).toMatchInlineSnapshot(`
    " shop → production     3 of 6 · 1 no-go
     Are the tests green for 3f2a91c?
     ✖ NO-GO  2 failed, 410 passed in 1 m
     52 s
     ▸    Look at the evidence
       s  Stop here
       r  Look again
       o  Override (needs a reason and a s…
                 ? why  e evidence  q pause"
  `);
});

test('40 columns and 10 rows: what was found is read to its end; of the answers fewer are shown, with their keys', () => {
  const summary =
    'the log says f06af00 (Ada L., Sat 21 Nov), web1 and web2 run 187ff78: somebody deployed without shipit';
  const long = { ...tests, summary, facets: tests.facets.map((one) => ({ ...one, summary })) };
  const frame = frameOf(situationOf({ plan, events: [long] }), { columns: 40, rows: 10, screen: { at: 'tests' } });
  expect(frame.replace(/\s+/g, ' ')).toContain(summary);
  expect(frame).toMatch(/▸/);
  expect(frame).toMatch(/s stop|r again|o override/);
});

test('20 columns and 5 rows: the question, the row, and the keys that answer', () => {
  expect(frameOf(midway, { columns: 20, rows: 5 })).toMatchInlineSnapshot(`
    " ✖ NO-GO Are the
     tests green for …
     ▸↓   Look at the…
        s stop  r again"
  `);
});

test('too small for a question', () => {
  expect(frameOf(midway, { columns: 18, rows: 4 })).toMatchInlineSnapshot(`
    "make the window
    larger (q pauses)"
  `);
});

test('the same in ASCII', () => {
  const frame = frameOf(midway, { columns: 80, rows: 24, locale: 'C' });
  expect(frame).toMatch(/^[\n\x20-\x7e]*$/);
  expect(frame).toMatchInlineSnapshot(`
    " shipit  shop -> production                       Ada L. | Thu 19 Nov 09:42 UTC
     8c6783b -> 3f2a91c  42 commits by 6 people since Mon 16 Nov
    -----------------------------------+--------------------------------------------
     BEFORE                            | 3 of 6   Are the tests green for 3f2a91c?
      + go      window     Thu 19 Nov~ |
      + go      release    42 commits~ | x NO-GO  2 failed, 410 passed in 1 m 52 s
     >x no-go   tests      2 failed,~  | make test | exit 1 | just now
      ? ask     signoff                |   cart > keeps the discount when the
      ~ 12 s    servers    2 of 3 hos~ |   currency changes
      - n/a     migrations nothing ch~ |   cart > rounds half a cent
     DEPLOY                            |
      o deploy                         | Why: A release went out on red tests once.
     AFTER                             | Never again.
      ? ask     watch                  |
                                       | >    Look at the evidence
                                       |   s  Stop here
                                       |   r  Look again
                                       |   o  Override (needs a reason and a secon~
                                       |
                                       |
                                       |
    -----------------------------------+--------------------------------------------
     2 go | 1 no-go | 1 running | 1 to answer            ? why  e evidence  q pause"
  `);
});

test('a reason being typed', () => {
  const field = { text: 'the lamp', cursor: 8 };
  const view = {
    type: 'input',
    purpose: { for: 'override', key: 'tests/green' },
    about: '',
    field,
    problem: 'A reason has at least 15 characters; this has 8.',
  } as const;
  expect(frameOf(midway, { columns: 60, rows: 18, screen: { view } })).toMatchInlineSnapshot(`
    " shipit  shop → production    Ada L. · Thu 19 Nov 09:42 UTC
     3 of 6 · 2 go · 1 no-go · 1 running · 1 to answer
     Are the tests green for 3f2a91c?

     ✖ NO-GO  2 failed, 410 passed in 1 m 52 s
     make test · exit 1 · just now
       cart › keeps the discount when the currency changes
       cart › rounds half a cent

     Why: A release went out on red tests once. Never again.

     Why go on despite this no-go? The reason is recorded. (7
     more characters)
     ▸ the lamp█
     A reason has at least 15 characters; this has 8.

                                        Enter hand in  Esc back"
  `);
  expect(frameOf(midway, { columns: 20, rows: 5, screen: { view } })).toMatchInlineSnapshot(`
    " Why go on despite…
     ▸ the lamp█
     A reason has at …
          Enter hand in"
  `);
});

const ready = situationOf({
  plan: [item('tests'), human('sky', { killer: true, alwaysAsks: true, question: 'Is the sky clear?' }), item('lamp')],
  events: [
    answer('sky', 'go', { question: 'Is the sky clear?' }),
    evidence('tests', 'go', { summary: '412 passed in 1 m 52 s' }),
    answer('tests', 'go', { how: 'auto', by: 'shipit', seen: 'go' }),
    evidence('lamp', 'no-go'),
    answer('lamp', 'go', {
      how: 'override',
      seen: 'no-go',
      findings: ['lamp:failed'],
      reason: 'the lamp is broken since Monday',
      second: { by: 'Bob K.', how: 'named', verified: false },
    }),
  ],
});

test('the launch page has overrides and killer items first, and counts what people answered', () => {
  expect(
    frameOf(ready, { columns: 100, rows: 20, screen: { phrase: { text: 'production 3f', cursor: 13 } } }),
  ).toMatchInlineSnapshot(`
    " shipit  shop → production                                            Ada L. · Thu 19 Nov 09:42 UTC
     8c6783b → 3f2a91c  Round half a cent                               run 20261119T090000Z-7f3a7f3a7f
    ──────────────────────────────────────┬─────────────────────────────────────────────────────────────
     BEFORE                               │ All questions are answered. Launch to production?
      ✔ go      sky   by Ada L.           │ 3f2a91c  Round half a cent
      ✔ go      tests 412 passed in 1 m…  │ ▸ make deploy
      ▲ overr.  lamp  lamp says no-go     │
     DEPLOY                               │ ▲ overr.  lamp   OVERRIDDEN with Bob K.: the lamp is broke…
      ○ deploy                            │ ✔ go      sky    KILLER: go by Ada L.: Is the sky clear?
                                          │ ✔ go      tests  412 passed in 1 m 52 s
                                          │
                                          │ 1 answer by a person, 1 override.
                                          │ Runs deploy apart from this terminal: closing the terminal
                                          │ does not stop it.
                                          │ To launch, type the target and the commit:
                                          │ production 3f2a91c
                                          │ ▸ production 3f█
    ──────────────────────────────────────┴─────────────────────────────────────────────────────────────
     2 go · 1 overridden                                           Enter launch  ⇥ questions  Esc pause"
  `);
});

test('an accepted warning is marked as one, with what was found, in the list, on its question and at the launch', () => {
  const drift = { ...facet('drift', 'warn'), summary: 'web2 has openssl 3.0.17, others 3.0.19' };
  const accepted = situationOf({
    plan: [item('tests'), item('servers'), item('release', { alwaysAsks: true, question: 'Is this what you mean?' })],
    events: [
      evidence('tests', 'go', { summary: '412 passed' }),
      answer('tests', 'go', { how: 'auto', by: 'shipit', seen: 'go' }),
      evidence('servers', 'warn', { facets: [drift, facet('reboot', 'warn')] }),
      answer('servers', 'go', { facet: 'drift', how: 'accepted-warning', seen: 'warn', findings: ['servers:failed'] }),
      answer('servers', 'go', { facet: 'reboot', how: 'accepted-warning', seen: 'warn', findings: ['servers:failed'] }),
      evidence('release', 'go', { summary: '3 commits by 2 people' }),
      answer('release', 'go', { seen: 'go' }),
    ],
  });
  const page = frameOf(accepted, { columns: 180, rows: 20 });
  expect(page).toMatch(/▲ accept\. servers 2 warnings: web2/);
  expect(page).toMatch(/│ ▲ accept\. servers +2 warnings: web2 has/);
  expect(page).toMatch(/│ ✔ go +release +go by Ada L\.: 3 co/);
  expect(page).toContain('2 go · 1 accepted');
  const question = frameOf(accepted, { columns: 120, rows: 20, screen: { at: 'servers/drift' } });
  expect(question).toContain('▲ ACCEPTED  by Ada L.: web2 has');
});

test('the launch page in the smallest window still says what to type', () => {
  expect(frameOf(ready, { columns: 40, rows: 10 })).toMatchInlineSnapshot(`
    " shop → production  2 go · 1 overridden
     ▲ overr.  lamp   OVERRIDDEN with Bob…
     ✔ go      sky    KILLER: go by Ada L.…
     ✔ go      tests  412 passed in 1 m 52…
     To launch, type: production 3f2a91c
     ▸ █


       Enter launch  ⇥ questions  Esc pause"
  `);
  expect(frameOf(ready, { columns: 20, rows: 5 })).toMatchInlineSnapshot(`
    " To launch, type:
     production 3f2a91c
     ▸ █
           Enter launch"
  `);
});

test('the launch page in the smallest window says which patches are put back on the servers', () => {
  const back = ['MP-12', 'MP-13'].map((id) => ({ id, title: 'stop it', hosts: ['web1'], digest: 'd' }));
  const events = [
    evidence('patches', 'go', { facts: { reapply: back } }),
    answer('patches', 'go', { how: 'auto', by: 'shipit', seen: 'go' }),
  ];
  const patched = situationOf({ plan: [item('patches', { kind: 'patches' })], events });
  const place = { file: 'shipit.yml', line: 1, col: 1 };
  const asks = { id: 'patches', kind: 'patches', options: {}, killer: false, facets: {}, place } as const;
  const checklist = { ...patched.checklist, checks: [{ ...asks, level: 'block', unknown: 'ask' }] } as const;
  expect(frameOf({ ...patched, checklist }, { columns: 40, rows: 10 })).toMatchInlineSnapshot(`
    " shop → production                 1 go
     ✔ go      patches  patches says go
     ▸ patches put back: MP-12, MP-13
     To launch, type: production 3f2a91c
     ▸ █



       Enter launch  ⇥ questions  Esc pause"
  `);
});

test('the evidence, whole: facets, findings, details, sources, output', () => {
  const screen = {
    view: { type: 'evidence', offset: 0 },
    drawn: { key: 'tests/green', identity: '', atMs: 0, sinceMs: 0 },
  } as const;
  expect(frameOf(midway, { columns: 60, rows: 30, screen, text: 'line one\nline two' })).toMatchInlineSnapshot(`
    " shipit  shop → production    Ada L. · Thu 19 Nov 09:42 UTC
     3 of 6 · 2 go · 1 no-go · 1 running · 1 to answer
     Are the tests green for 3f2a91c?

     ✖ NO-GO  2 failed, 410 passed in 1 m 52 s

     ✖ no-go   green: 2 failed, 410 passed in 1 m 52 s

     Findings
       no-go  2 failed  [tests:green]

     Details
       cart › keeps the discount when the currency changes
       cart › rounds half a cent

     1 source
       make test · exit 1 · 100 ms

     Full text
     line one
     line two

     Why: A release went out on red tests once. Never again.

     gathered Thu 19 Nov 09:41, in 100 ms


     end, 23 lines
                                  ↑↓ PgUp PgDn scroll  Esc back"
  `);
});

test('no frame is higher or wider than its terminal, whatever is on it', () => {
  const screens = [
    {},
    { row: 3 },
    { view: { type: 'evidence', offset: 5 } as const },
    { view: { type: 'help', offset: 0 } as const },
    {
      view: {
        type: 'input',
        purpose: { for: 'override', key: 'tests/green' },
        about: '',
        field: { text: 'x'.repeat(300), cursor: 300 },
        problem: 'no '.repeat(50),
      } as const,
    },
    { hint: 'a long hint '.repeat(20), phrase: { ...emptyField, text: 'production '.repeat(20) } },
  ];
  for (const [columns, rows] of [
    [100, 40],
    [80, 24],
    [79, 15],
    [60, 14],
    [40, 10],
    [33, 8],
    [20, 5],
    [19, 3],
    [3, 2],
    [1, 1],
  ] as const) {
    for (const screen of screens) {
      for (const situation of [midway, ready, situationOf({ plan: [] })]) {
        const lines = frameOf(situation, { columns, rows, screen, text: `${'wide '.repeat(99)}\n`.repeat(99) }).split(
          '\n',
        );
        expect(lines.length).toBeLessThanOrEqual(Math.max(1, rows - 1));
        expect(lines.filter((line) => width(line) > columns)).toEqual([]);
      }
    }
  }
});

test('every answer can be reached at 40 columns and 10 rows', () => {
  const asked = situationOf({ plan: [human('sky')] });
  const highlighted = [0, 1, 2, 3, 4].map(
    (row) => /▸.*/.exec(frameOf(asked, { columns: 40, rows: 10, screen: { row } }))?.[0],
  );
  expect(highlighted).toMatchInlineSnapshot(`
    [
      "▸    Look at the evidence",
      "▸ g  Yes, it is (go)",
      "▸ x  No, it is not (stop)",
      "▸↓n  Does not apply (needs a reason)",
      "▸ s  Stop here",
    ]
  `);
});
