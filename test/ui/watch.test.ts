import { expect, test } from 'vitest';
import { questionText } from '../../src/plain/question-text.js';
import { attentionOf } from '../../src/ui/attention.js';
import { focusOf } from '../../src/ui/focus.js';
import { marksFor } from '../../src/ui/marks.js';
import { firstScreen } from '../../src/ui/screen.js';
import { answer, evidence, item } from '../run/facts.js';
import { frameOf } from './frames.js';
import { operatorBefore } from './operator.js';
import { human, situationOf } from './situations.js';
import { ask, failingView, probe, watchItem, watching, yes } from './watch-facts.js';

const failing = watching([ask('human@0m'), yes, probe('crashes', 'failing', '3 new lines: worker 1 died')], {
  watch: failingView,
});
const early = watching([ask('human@0m')], { now: '2026-11-19T09:00:10.000Z' });
const bob = { bob: { name: 'Bob K.', emails: ['bob@x.test'], roles: [], left: false, absences: [] } };

test('while nothing is asked every probe has a line, and the time that is left a countdown', () => {
  expect(frameOf(watching([ask('human@0m'), yes]), { columns: 90, rows: 22 })).toMatchInlineSnapshot(`
    " shipit  shop → production                                  Ada L. · Thu 19 Nov 09:42 UTC
     8c6783b → 3f2a91c  Round half a cent                     run 20261119T090000Z-7f3a7f3a7f
    ───────────────────────────────────┬──────────────────────────────────────────────────────
     BEFORE                            │ Watching production: 4 m 12 s of 30 m
     DEPLOY                            │ ━━━━━━━─────────────────────────────────────────────
      ✔ deploy                         │
     AFTER                             │ ✔ ok          home     200 in 84 ms
     ▸⟳ 26 m    watch 2 probes ok      │ ✔ ok          crashes  nothing new (7 s ago)
                                       │
                                       │ If all stays well, the last question comes in 25 m
                                       │ 48 s.
                                       │
                                       │ ▸    Look at the evidence
                                       │   u  Roll back (runs \`undo\`)
                                       │   l  Leave or hand over
                                       │
                                       │
                                       │
                                       │
    ───────────────────────────────────┴──────────────────────────────────────────────────────
                                            ↑↓ choose  e evidence  ⇥ other questions  q leave"
  `);
});

test('what fails is asked about with what it says, beside what still answers', () => {
  expect(frameOf(failing, { columns: 90, rows: 24 })).toMatchInlineSnapshot(`
    " shipit  shop → production                                  Ada L. · Thu 19 Nov 09:42 UTC
     8c6783b → 3f2a91c  Round half a cent                     run 20261119T090000Z-7f3a7f3a7f
    ───────────────────────────────────┬──────────────────────────────────────────────────────
     BEFORE                            │ 1 of 1   Roll back to 8c6783b?
     DEPLOY                            │
      ✔ deploy                         │ ✖ NO-GO  FAILING: crashes
     AFTER                             │   crashes: 3 new lines: worker 1 died
     ▸✖ no-go   watch FAILING: crashes │
                                       │ ✔ ok          home     200 in 84 ms
                                       │ ✖ FAILING     crashes  3 new lines: worker 1 died (…
                                       │
                                       │ Why: It was down for an hour, and the first to
                                       │ notice was a customer.
                                       │
                                       │ ▸    Look at the evidence
                                       │   u  Roll back (runs \`undo\`)
                                       │   w  Wait 2 min (2 times at most)
                                       │   n  Not caused by this (needs a reason)
                                       │   l  Leave or hand over
                                       │
                                       │
    ───────────────────────────────────┴──────────────────────────────────────────────────────
     1 no-go                         ↑↓ choose  ⇥ other questions  ? why  e evidence  q leave"
  `);
});

test('at 40 columns and 10 rows the watch can be read and answered', () => {
  expect(frameOf(failing, { columns: 40, rows: 10 })).toMatchInlineSnapshot(`
    " shop → production     1 of 1 · 1 no-go
     Roll back to 8c6783b?
     ✖ NO-GO  FAILING: crashes
     ▸    Look at the evidence
       u  Roll back (runs \`undo\`)
       w  Wait 2 min (2 times at most)
      ↓n  Not caused by this (needs a reas…

        u undo  w wait  n not this  l leave"
  `);
  expect(frameOf(watching([ask('human@0m'), yes]), { columns: 40, rows: 10 })).toMatchInlineSnapshot(`
    " shop → production               1 of 1
     Watching production: 4 m 12 s of 30 m
     ━━━━━─────────────────────────────────
     ✔ ok          home     200 in 84 ms
     ✔ ok          crashes  nothing new (7…
     ▸    Look at the evidence
       u  Roll back (runs \`undo\`)
       l  Leave or hand over
     e evidence  ⇥ other questions  q leave"
  `);
});

const onHosts = (state: 'ok' | 'failing' | 'unknown', host: string, text: string) => ({
  ...{ name: 'crashes', host, state, text, failuresInARow: state === 'failing' ? 1 : 0, looks: 17 },
  ...{ failures: 0, wasFailingBefore: false, excused: false },
});
const hostView = {
  ...failingView,
  probes: [
    ...failingView.probes.slice(0, 1),
    ...Array.from({ length: 18 }, (_, index) => onHosts('ok', `web${index + 3}`, 'no line since the deploy')),
    onHosts('unknown', 'web1', 'connection refused'),
    onHosts('failing', 'web2', '3 lines since the deploy: worker 1 died'),
  ],
};
const failingOnHost = watching(
  [ask('human@0m'), yes, { ...probe('crashes', 'failing', 'worker 1 died'), host: 'web2' }],
  {
    watch: hostView,
  },
);

test('of many hosts those that are well share a line; what fails and what is unknown stands above them', () => {
  const rows = frameOf(failingOnHost, { columns: 80, rows: 24 }).split('\n');
  const at = (words: string): number => rows.findIndex((row) => row.includes(words));
  expect(at('FAILING     crashes@web2')).toBeGreaterThan(0);
  expect(at('unknown     crashes@web1')).toBeGreaterThan(at('FAILING     crashes@web2'));
  expect(at('ok          crashes')).toBeGreaterThan(at('unknown     crashes@web1'));
  expect(rows[at('ok          crashes')]).toContain('18 hosts ok');
  const small = frameOf(watching([ask('human@0m'), yes], { watch: hostView }), { columns: 40, rows: 10 });
  expect(small).toContain('FAILING     crashes@web2');
});

test('who is about to launch sees what the watch will not be able to prove', () => {
  const before = [
    { name: 'home', host: 'local', samples: 6, failing: true, summary: 'status 500 in 3 ms, expected 200' },
    { name: 'queue', host: 'local', samples: 4, failing: false, summary: '12', value: 12, median: 11 },
  ];
  const launching = situationOf({
    plan: [human('sky'), watchItem],
    events: [answer('sky', 'go')],
    probesBefore: before,
  });
  const frame = frameOf(launching, { columns: 100, rows: 24 }).replaceAll(/\s+/g, ' ');
  expect(frame).toContain('▲ home fails already (status 500 in 3 ms, expected 200)');
  expect(frame).toContain('▲ queue has 4 of 6 samples to compare with.');
  expect(frame).toContain('watch home fails already');
});

test('the page of the evidence tells every probe whole', () => {
  const page = frameOf(failing, { columns: 100, rows: 40, screen: { view: { type: 'evidence', offset: 0 } } });
  expect(page).toContain('3 new lines: worker 1 died');
  expect(page).toContain('least 80, median 84, most 120');
  expect(page).toContain('3 failures in a row');
});

test('H2 what fails takes the place of the question the operator had gone to, once', () => {
  const asked = watching([ask('human@0m')]);
  const operator = operatorBefore(asked).look(failing).wait(400);
  expect(operator.press('w').records).toMatchObject([{ type: 'watch.wait', probes: ['crashes'] }]);
});

test('a key for the question before does nothing to what fails since', () => {
  const operator = operatorBefore(watching([ask('human@0m')]))
    .look(failing)
    .wait(100);
  expect(operator.press('w', 'n', 'l').records).toEqual([]);
});

test('a failing probe is waited for two minutes, and not when no wait is left', () => {
  expect(operatorBefore(failing).press('w').records).toEqual([
    {
      type: 'watch.wait',
      check: 'watch',
      probes: ['crashes'],
      until: '2026-11-19T09:06:17.000Z',
      by: 'Ada L.',
    },
  ]);
  const used = { ...failing, watch: { ...failingView, waitsLeft: 0 } };
  expect(operatorBefore(used).press('w').records).toEqual([]);
});

test('not caused by this needs a reason of 15 characters', () => {
  const typing = operatorBefore(failing).press('n');
  expect(typing.type('no').press('enter').records).toEqual([]);
  expect(typing.type('a night job, known since May').press('enter').records).toEqual([
    {
      type: 'watch.excused',
      check: 'watch',
      probes: ['crashes'],
      reason: 'a night job, known since May',
      by: 'Ada L.',
    },
  ]);
});

test('a yes in the first 20 seconds is not accepted, a no is', () => {
  const operator = operatorBefore(early);
  expect(operator.press('g').records).toEqual([]);
  expect(operator.press('g').screen.hint).toBe(
    'Use it first: a yes counts only once 20 s have passed since the deploy.',
  );
  expect(operator.press('x').records).toMatchObject([{ type: 'answer', facet: 'human@0m', answer: 'no-go' }]);
});

test('a yes counts once the 20 seconds are over', () => {
  expect(operatorBefore(watching([ask('human@0m')])).press('g').records).toMatchObject([
    { type: 'answer', facet: 'human@0m', answer: 'go', how: 'human' },
  ]);
});

test('F31 a clock that was set forward since the deploy does not let a yes through sooner', () => {
  const set = { ...watching([ask('human@0m')]), steadyNow: early.now };
  expect(operatorBefore(set).press('g').records).toEqual([]);
});

test.each(['l', 'q'])('leaving with %s takes a hand-over or a reason: Enter goes back to the watch', (key) => {
  const leaving = operatorBefore(watching([ask('human@0m'), yes]))
    .press(key)
    .look()
    .wait(400);
  expect(leaving.records).toEqual([]);
  expect(leaving.acts).toEqual([]);
  const back = leaving.press('enter').look();
  expect(back.screen.at).toBeUndefined();
  expect(back.acts).toEqual([]);
});

test('the watch is handed over to somebody else by name, never to oneself', () => {
  const typing = operatorBefore(watching([ask('human@0m'), yes], { people: bob }))
    .press('l')
    .look()
    .wait(400)
    .press('h');
  expect(typing.type('ada@x.test').press('enter').records).toEqual([]);
  const handed = typing.type('bob').press('enter');
  expect(handed.records).toMatchObject([
    { type: 'watch.end', check: 'watch', confirmed: false, healthy: false, handed_to: 'Bob K.', watched_for: 252_000 },
  ]);
  expect(handed.acts).toEqual([{ do: 'leave', how: 'leave' }]);
});

test('a watch left unwatched says why', () => {
  const typing = operatorBefore(watching([ask('human@0m'), yes]))
    .press('l')
    .look()
    .wait(1100)
    .press('l');
  expect(typing.type('because').press('enter').records).toEqual([]);
  const left = typing.type('my train leaves, nobody else is here').press('enter');
  expect(left.records).toMatchObject([{ type: 'watch.end', left_because: 'my train leaves, nobody else is here' }]);
  expect(left.acts).toEqual([{ do: 'leave', how: 'leave' }]);
});

test('the title of the window says what fails, what is asked, or how long it takes', () => {
  const marks = marksFor({ LANG: 'C.UTF-8' });
  expect(attentionOf(failing, marks)).toEqual({ title: '✖ shop 1 failing', ring: 'failing crashes@local' });
  expect(attentionOf(watching([ask('human@0m')]), marks)).toEqual({
    title: '? shop asks 1 question',
    ring: 'asks watch/human@0m',
  });
  expect(attentionOf(watching([ask('human@0m'), yes]), marks)).toEqual({ title: '✔ shop 26 m left', ring: undefined });
});

test('a roll-back is offered on every page after the deploy, and says what it runs and where it leads', () => {
  const asked = watching([ask('human@0m')]);
  const typing = operatorBefore(asked).press('u');
  expect(typing.screen.view).toMatchObject({ type: 'input', purpose: { for: 'undo' } });
  const frame = frameOf(asked, { columns: 100, rows: 30, screen: { view: typing.screen.view } });
  expect(frame).toContain('3f2a91c → 8c6783b');
  expect(frame).toContain('runs: make rollback');
});

test('a way back that needs the commit before is not offered where none is known', () => {
  const first = watching([ask('human@0m')], { undo: 'make deploy COMMIT="$SHIPIT_PREVIOUS"' });
  expect(operatorBefore(first).press('u').screen.view.type).toBe('input');
  const blind = { ...first, run: { ...first.run, previous: null } };
  expect(operatorBefore(blind).press('u').screen.view.type).toBe('main');
  const launching = situationOf({
    plan: [human('sky'), watchItem],
    events: [answer('sky', 'go')],
    undo: 'make deploy COMMIT="$SHIPIT_PREVIOUS"',
  });
  const page = frameOf({ ...launching, run: { ...launching.run, previous: null } }, { columns: 100, rows: 30 });
  expect(page).toContain('There is no way back from this one');
});

test('leaving says what is failing', () => {
  const leaving = operatorBefore(failing).press('l').look();
  expect(frameOf(failing, { columns: 100, rows: 24, screen: leaving.screen })).toContain('FAILING: crashes');
});

test('an override is never shown as a green go', () => {
  const overridden = situationOf({
    plan: [item('lamp')],
    events: [
      evidence('lamp', 'no-go'),
      answer('lamp', 'go', {
        how: 'override',
        reason: 'the lamp is broken',
        second: { by: 'Bob K.', how: 'named', verified: false },
        seen: 'no-go',
        findings: ['lamp:failed'],
      }),
    ],
  });
  const frame = frameOf(overridden, { columns: 100, rows: 24, screen: { at: 'lamp' } });
  expect(frame).toContain('▲ OVERRIDDEN  by Ada L. with Bob K.: the lamp is broken');
});

test('the page of a question says how far the watch is, until it is over', () => {
  expect(frameOf(early, { columns: 90, rows: 24 })).toMatch(/Watched for \d+ .* of 30 m/);
  const over = watching([ask('human@0m'), yes, ask('finished')]);
  expect(frameOf(over, { columns: 90, rows: 24 })).not.toContain('Watched for');
});

test('line by line, too, it is said before the answer that a yes does not count yet', () => {
  const focus = focusOf(firstScreen, early);
  const paper = { columns: 100, marks: marksFor({}) };
  const now = new Date(early.now);
  const texts = focus.on === 'question' ? questionText({ situation: early, focus, paper, now }) : [];
  expect(texts.join('\n')).toContain('Use it first: a yes counts in');
});
