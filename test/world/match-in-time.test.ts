import { expect, test } from 'vitest';
import { matchInTime, PatternTooSlow } from '../../src/world/match-in-time.js';

const endless = /^(\w+\s?)*error$/u;
const hostile = `${'a'.repeat(40)}!`;

test('where a pattern hits, and what its group takes', async () => {
  const hits = await matchInTime(/commit ([0-9a-f]+)/u, ['no', 'the commit 3f2a91c', 'commit ']);
  expect(hits).toEqual([undefined, { at: 4, group: '3f2a91c' }, undefined]);
});

test('B38 keys and clock go on while a pattern takes for ever; then it is ended, and the next one has its full time', async () => {
  let ticks = 0;
  const clock = setInterval(() => {
    ticks += 1;
  }, 10);
  const late = matchInTime(endless, [hostile], 500);
  const next = matchInTime(/a/u, ['ba']);
  await expect(late).rejects.toThrow(new PatternTooSlow());
  expect(ticks).toBeGreaterThan(5);
  clearInterval(clock);
  expect(await next).toEqual([{ at: 1, group: undefined }]);
});

test('a pattern that cannot be run is an error, and the next one finds a thread', async () => {
  const broken = { source: '(', flags: 'u' } as RegExp;
  await expect(matchInTime(broken, ['('])).rejects.toThrow('Invalid regular expression');
  expect(await matchInTime(/a/u, ['a'])).toEqual([{ at: 0, group: undefined }]);
});

test('10 000 looks leave no listeners and little memory behind', async () => {
  const page = 'x'.repeat(1000);
  const look = async (count: number): Promise<number> => {
    for (let n = 0; n < count; n += 1) {
      await matchInTime(/y|x$/u, [page]);
    }

    return process.memoryUsage().rss;
  };
  const warm = await look(2000);
  expect((await look(8000)) - warm).toBeLessThan(64 * 1024 * 1024);
});
