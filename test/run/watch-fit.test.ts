import { expect, test } from 'vitest';
import { maxRecordBytes } from '../../src/audit/record.js';
import type { ProbeBaseline, ProbeCounts } from '../../src/run/events.js';
import { baselineRecords, countsThatFit, namesThatFit } from '../../src/run/watch-fit.js';
import { runOf } from './facts.js';

const host = (index: number): string => `deploy@web${index}.eu-central.shop.test`;
const many = <Made>(count: number, make: (index: number) => Made): readonly Made[] =>
  Array.from({ length: count }, (_, index) => make(index));
const baseline = (index: number): ProbeBaseline => ({
  ...{
    name: 'crashes in the log of the shop',
    host: host(index),
    samples: 6,
    failing: false,
    summary: 'x'.repeat(200),
  },
  log: { path: '/var/log/shop/app.log', dev: 2049, ino: 1_234_567, size: 1_234_567_890, tail: 'a'.repeat(64) },
});

test('what 100 hosts were like before the deploy goes on record whole, in records that are not too large', () => {
  const all = many(300, baseline);
  const records = baselineRecords('watch', all);
  expect(records.length).toBeGreaterThan(1);
  for (const record of records) {
    expect(JSON.stringify(record).length).toBeLessThan(maxRecordBytes - 1000);
  }

  expect(runOf(...records).watches['watch']?.baseline).toEqual(all);
  // A launch that came to nothing: what was before it counts no more.
  expect(runOf(...records, ...baselineRecords('watch', all.slice(0, 1))).watches['watch']?.baseline).toHaveLength(1);
});

test('few hosts take one record, no probes, too', () => {
  expect(baselineRecords('watch', many(3, baseline))).toHaveLength(1);
  expect(baselineRecords('watch', [])).toEqual([{ type: 'watch.baseline', check: 'watch', probes: [] }]);
});

test('of too many counts those that failed are kept', () => {
  const counts = (index: number): ProbeCounts => ({
    ...{ name: 'crashes in the log of the shop', host: host(index), looks: 120, failures: index === 999 ? 3 : 0 },
    ...{ min: 0, median: 0, max: 12.3456 },
  });
  expect(countsThatFit(many(100, counts))).toHaveLength(100);
  const kept = countsThatFit(many(1000, counts));
  expect(JSON.stringify(kept).length).toBeLessThan(maxRecordBytes - 1000);
  expect(kept[0]?.host).toBe(host(999));
});

test('names that no record can hold are left out', () => {
  const name = (index: number) => ({ name: 'crashes', host: host(index) });
  expect(namesThatFit(many(300, name))).toHaveLength(300);
  expect(namesThatFit(many(3000, name))).toBeUndefined();
});
