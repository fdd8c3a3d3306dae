import { describe, expect, test } from 'vitest';
import { encodeRecord, maxRecordBytes, zeroHash } from '../../src/audit/record.js';
import type { Item } from '../../src/checklist/model.js';
import type { Found, Kind } from '../../src/checks/kind.js';
import { release } from '../../src/checks/release.js';
import { run } from '../../src/checks/run.js';
import { judge } from '../../src/engine/judge.js';
import type { JudgeContext } from '../../src/engine/judge-context.js';
import { createRedactor } from '../../src/text/redact.js';
import { started } from '../run/facts.js';

const written: Item = {
  id: 'probe',
  kind: 'run',
  options: { command: 'x', style: 'exit' },
  killer: false,
  level: 'block',
  unknown: 'ask',
  facets: {},
  place: { file: 'shipit.yml', line: 1, col: 1 },
};

const judged = (found: Found, changes: Partial<JudgeContext> = {}) =>
  judge(found, {
    item: written,
    kind: run as Kind,
    facts: { release: started.release, target: 'production' },
    redact: (text) => text,
    at: '2026-11-19T09:00:00.000Z',
    ms: 1,
    ...changes,
  });

const bytes = (evidence: ReturnType<typeof judge>): number =>
  encodeRecord(
    { prev: zeroHash, v: 1, run: '20261119T084200Z-7f3a000000', seq: 1, t: evidence.at, m: 1, type: 'evidence' },
    { check: 'probe', ...evidence, ttl: 900_000, lastLook: true },
  ).length;

const many = <Value>(count: number, make: (index: number) => Value): readonly Value[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Letters with marks on them take no more columns than without. */
const zalgo = (length: number): string => 'a\u0301\u0302\u0303'.repeat(length);

describe('more was found than a record can hold', () => {
  test.each<[string, Found]>([
    [
      '300 failed tests with long names',
      { summary: 's', verdict: 'no-go', detail: many(300, (n) => `${n} ${'x'.repeat(390)}`) },
    ],
    [
      'details in letters that take three bytes',
      { summary: 's', verdict: 'no-go', detail: many(200, () => '漢'.repeat(200)) },
    ],
    [
      'letters with any number of marks',
      { summary: zalgo(90_000), verdict: 'no-go', detail: many(200, () => zalgo(400)) },
    ],
    [
      'quotes, which are written as two',
      { summary: '"'.repeat(999), verdict: 'no-go', detail: many(200, () => '"'.repeat(400)) },
    ],
    [
      'findings',
      {
        summary: 's',
        verdict: 'no-go',
        findings: many(200, (n) => ({
          key: `${n}${'k'.repeat(400)}`,
          verdict: 'no-go' as const,
          text: 'x'.repeat(400),
        })),
      },
    ],
    [
      'facts',
      { summary: 's', verdict: 'no-go', facts: Object.fromEntries(many(500, (n) => [`f${n}`, 'x'.repeat(3000)])) },
    ],
    [
      'the output of many commands',
      { summary: 's', verdict: 'no-go', sources: many(80, () => ({ cmd: 'make', ms: 1, tail: 'x\n'.repeat(3000) })) },
    ],
  ])('%s: it is on record, shortened, and no less bad', (_what, found) => {
    const kept: string[] = [];
    const evidence = judged(found, { keep: (text) => `${kept.push(text)}`.padStart(64, '0') });
    expect(bytes(evidence)).toBeLessThanOrEqual(maxRecordBytes);
    expect(evidence.verdict).toBe('no-go');
    expect(kept.length).toBe(evidence.file === undefined ? 0 : 1);
  });

  test('what was left out is said, and kept', () => {
    const kept: string[] = [];
    const detail = many(200, (n) => `test ${n} ${'x'.repeat(380)}`);
    const evidence = judged({ summary: 's', verdict: 'go', detail }, { keep: (text) => `${kept.push(text)}` });
    expect(evidence.verdict).toBe('go');
    expect(evidence.detail.at(-1)).toMatch(/^… \d+ more lines, too long for the record$/);
    expect(kept[0]).toContain(detail.at(-1));
  });

  test('what cannot be made to fit is unknown', () => {
    const facets = Object.fromEntries(
      many(60, (n) => [`f${n}`, { level: 'block', question: () => '?', go: 'yes' } as const]),
    );
    const kind: Kind = { ...run, options: release.options, facets } as Kind;
    const found = Object.fromEntries(many(60, (n) => [`f${n}`, { verdict: 'go', summary: zalgo(900) } as const]));
    const evidence = judged({ summary: 's', facets: found }, { kind });
    expect(bytes(evidence)).toBeLessThanOrEqual(maxRecordBytes);
    expect(evidence).toMatchObject({ verdict: 'unknown', summary: 'more was found than a record can hold' });
  });
});

test.each([
  ['in bold', '\u001b[1mDB_PASSWORD\u001b[0m=\u001b[32msup3rs3cret\u001b[0m', 'sup3rs3cret'],
  ['with a colour in its middle', 'hunter2\u001b[0mhunter2', 'hunter2'],
  ['that looks like one', 'ghp_\u001b[0mABCDEFGHIJKLMNOPQRSTUVWX0123456789', 'ABCDEFGH'],
])('a secret %s is on no record', (_how, text, secret) => {
  const redact = createRedactor({ DEPLOY_TOKEN: 'hunter2hunter2' });
  const sources = [{ cmd: text, ms: 1, tail: text }];
  const evidence = judged({ summary: text, detail: [text], facts: { text }, sources, verdict: 'go' }, { redact });
  expect(JSON.stringify(evidence)).not.toContain(secret);
});

test('a private key that stands on several lines of the details is on no record', () => {
  const body = many(5, (n) => `  +${n}MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj`);
  const detail = ['a', '  +-----BEGIN PRIVATE KEY-----', ...body, '  +-----END PRIVATE KEY-----', 'b'];
  const evidence = judged({ summary: 's', detail, verdict: 'go' }, { redact: createRedactor({}) });
  expect(evidence.detail).toEqual(['a', '  +[redacted]', 'b']);
});

test('a release with all its facets off was not looked at: unknown, never n/a', () => {
  const facets = Object.fromEntries(Object.keys(release.facets).map((name) => [name, 'off' as const]));
  const found: Found = { summary: 's', facets: { clean: { verdict: 'no-go', summary: 'dirty' } } };
  const kind = release as Kind;
  expect(judged(found, { kind, item: { ...written, kind: 'release', facets } }).verdict).toBe('unknown');
});
