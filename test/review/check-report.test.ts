import { expect, test } from 'vitest';
import { checkJson, checkText } from '../../src/review/check-report.js';
import type { RunEvent } from '../../src/run/events.js';
import { worst } from '../../src/run/verdict.js';
import { standings } from '../../src/run/walk.js';
import { evidence, facet, item, runOf } from '../run/facts.js';

const said = (...events: readonly RunEvent[]): string => {
  const run = runOf(...events);
  const plan = [item('servers'), item('tests')];
  const verdict = worst(Object.values(run.evidence).map(({ event }) => event.verdict));
  return checkText({ run, before: standings(run, plan, 'before'), verdict });
};

test('a facet that is not go says what it asks', () => {
  const text = said(evidence('servers', 'unknown', { facets: [facet('previous', 'unknown'), facet('drift', 'go')] }));
  expect(text).toMatch(/unknown {2}previous: previous says unknown\n +asks: Is previous fine\?\n/);
  expect(text).not.toContain('Is drift fine?');
});

test('one cause is told once: a facet that only repeats what stands above says what it asks, and nothing again', () => {
  const why = 'nothing says what runs now';
  const facets = [
    { ...facet('given', 'unknown'), summary: why },
    { ...facet('fresh', 'unknown'), summary: 'web1 said nothing', detail: ['web1 said nothing', 'ask web2'] },
    { ...facet('same', 'unknown'), summary: 'web1 said nothing' },
    { ...facet('part', 'unknown'), summary: '2 commits' },
  ];
  const text = said(evidence('servers', 'unknown', { summary: `2 commits; ${why}`, facets }));
  const lines = text.split('\n').map((line) => line.trim());
  expect(
    lines.slice(
      lines.findIndex((line) => line.startsWith('unknown')),
      -4,
    ),
  ).toEqual([
    `unknown  servers  2 commits; ${why}`,
    'unknown  given asks: Is given fine?',
    'unknown  fresh: web1 said nothing',
    'asks: Is fresh fine?',
    'ask web2',
    'unknown  same asks: Is same fine?',
    'unknown  part asks: Is part fine?',
  ]);
});

test('why nobody knows what runs now is told once, above all items', () => {
  const why = 'web1 did not answer; nobody else names a commit';
  const text = said(
    evidence('servers', 'unknown', { facets: [{ ...facet('known', 'unknown'), summary: why }] }),
    evidence('tests', 'unknown', { summary: `which are new is not known: what runs now is unknown: ${why}` }),
  );
  expect(text).toContain(`\nwhat runs now is unknown: ${why}\n\n`);
  expect(text).toContain('which are new is not known: what runs now is unknown\n');
});

test('the last line tells of warnings, and says that nothing stands in the way only without any', () => {
  const facets = [facet('drift', 'warn'), facet('reboot', 'warn')];
  expect(said(evidence('servers', 'warn', { facets }), evidence('tests', 'warn'))).toContain(
    'WARN: 3 warnings to accept; nothing that a machine can know forbids it.\n',
  );
  expect(said(evidence('servers', 'go'), evidence('tests', 'go'))).toContain(
    'GO: nothing that a machine can know stands in the way.\n',
  );
});

test('what is acknowledged stays to be seen, with who accepts it and until when', () => {
  const text = 'web1: openssl 3 → 4 (acknowledged by ada until 31 Dec)';
  const known = { key: 'servers:changed:openssl:web1', verdict: 'go', text, acked_by: 'ada' } as const;
  expect(said(evidence('servers', 'go', { findings: [known] }))).toContain(`known  ${text}\n`);
});

test('what only a person can know blocks nothing, and is named as a question', () => {
  const asked = { ...facet('oncall:bob', 'unknown'), human: true as const };
  const run = runOf(evidence('servers', 'unknown', { facets: [asked], findings: [] }), evidence('tests', 'go'));
  const before = standings(run, [item('servers'), item('tests')], 'before');
  const text = checkText({ run, before, verdict: 'go' });
  expect(text).toContain('  ask      servers  servers says unknown\n');
  expect(text).toMatch(/ask {2}oncall:bob: oncall:bob says unknown\n +asks: Is oncall:bob fine\?\n/);
  expect(text).toContain('GO: nothing that a machine can know stands in the way.\n1 question for a person: servers.\n');
  expect(checkJson({ run, before, verdict: 'go' }).items[0]).toMatchObject({
    verdict: 'unknown',
    facets: [{ name: 'oncall:bob', verdict: 'unknown', human: true }],
  });
});

test('beside it what a machine found blocks as ever', () => {
  const facets = [{ ...facet('oncall:bob', 'unknown'), human: true as const }, facet('second', 'no-go')];
  const text = said(evidence('servers', 'no-go', { facets }));
  expect(text).toContain('NO-GO: 1 item would block: servers.');
  expect(text).toContain('1 question for a person: servers.');
});
