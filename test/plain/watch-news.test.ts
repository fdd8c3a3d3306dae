import { describe, expect, test } from 'vitest';
import type { ProbeView, WatchView } from '../../src/engine/watch/view.js';
import { watchNews } from '../../src/plain/watch-news.js';

const probe = (name: string, changes: Partial<ProbeView> = {}): ProbeView => ({
  name,
  host: 'local',
  state: 'ok',
  text: '200 in 48 ms',
  failuresInARow: 0,
  looks: 1,
  failures: 0,
  wasFailingBefore: false,
  excused: false,
  ...changes,
});
const watching = (...probes: readonly ProbeView[]): WatchView => ({
  item: 'watch',
  startedAt: '2026-11-19T08:42:00.000Z',
  endsAt: '2026-11-19T09:12:00.000Z',
  nextAskAt: '2026-11-19T08:52:00.000Z',
  everyMs: 15_000,
  fail: 3,
  probes,
  waitsLeft: 3,
});
const at = (nowMs: number) => ({ nowMs, tz: 'Europe/Istanbul' });

describe('of a watch is told', () => {
  const first = watchNews(watching(probe('web'), probe('db', { host: 'db1' })), undefined, at(0));

  test('how everything is, to begin with', () => {
    expect(first.texts).toEqual([
      'web: ok - 200 in 48 ms',
      'db on db1: ok - 200 in 48 ms',
      'Watching: 2 ok; until 12:12:00 at the earliest, the next question at 11:52:00.',
    ]);
  });

  test('another number is no news', () => {
    const view = watching(probe('web', { text: '200 in 51 ms' }), probe('db', { host: 'db1' }));
    expect(watchNews(view, first.told, at(59_999)).texts).toEqual([]);
  });

  test('another state: that one, at once', () => {
    const view = watching(probe('web', { state: 'failing', text: 'exit 1' }), probe('db', { host: 'db1' }));
    expect(watchNews(view, first.told, at(1000)).texts).toEqual(['web: failing - exit 1']);
  });

  test('once a minute, one line', () => {
    const view = watching(probe('web'), probe('db', { host: 'db1' }));
    const { texts, told } = watchNews(view, first.told, at(60_000));
    expect(texts).toEqual(['Watching: 2 ok; until 12:12:00 at the earliest, the next question at 11:52:00.']);
    expect(watchNews(view, told, at(61_000)).texts).toEqual([]);
  });

  test('what is well on several hosts: once; what is not, each by itself', () => {
    const on = (host: string, changes: Partial<ProbeView> = {}) => probe('queue', { host, ...changes });
    const view = watching(on('web1'), on('web2', { state: 'failing', text: 'exit 1' }), on('web3'), on('web4'));
    expect(watchNews(view, undefined, at(0)).texts.slice(0, 2)).toEqual([
      'queue: ok on 3 hosts',
      'queue on web2: failing - exit 1',
    ]);
  });
});
