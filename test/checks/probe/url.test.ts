import { expect, test } from 'vitest';
import type { Look } from '../../../src/checks/probe/look.js';
import type { UrlProbe } from '../../../src/checks/probe/spec.js';
import { judgeAnswer, lookAtUrl } from '../../../src/checks/probe/url.js';
import type { HttpAnswer } from '../../../src/world/http.js';
import { openSite } from '../../engine/watch/site.js';

const now = new Date('2026-11-19T09:00:00Z');
const probe: UrlProbe = {
  type: 'url',
  name: 'home',
  host: 'local',
  url: 'https://shop.test/',
  expect: 200,
  within: 5000,
};
const answer: HttpAnswer = {
  ok: true,
  status: 200,
  ms: 84,
  headers: {},
  body: Buffer.from('<h1>12 articles</h1>'),
  truncated: false,
  redirects: 0,
};

test.each<[string, Partial<UrlProbe>, Partial<HttpAnswer>, Look['state'], string]>([
  ['all well', {}, {}, 'ok', 'status 200 in 84 ms'],
  ['another status', {}, { status: 500 }, 'failed', 'status 500 in 84 ms, expected 200'],
  ['a redirect is an answer like any other', {}, { status: 302 }, 'failed', 'status 302 in 84 ms, expected 200'],
  ['the redirect that was expected', { expect: 302 }, { status: 302 }, 'ok', 'status 302 in 84 ms'],
  ['any of a hundred', { expect: '2xx' }, { status: 204 }, 'ok', 'status 204 in 84 ms'],
  ['none of that hundred', { expect: '2xx' }, { status: 404 }, 'failed', 'status 404 in 84 ms, expected 2xx'],
  ['as slow as it may be', {}, { ms: 5000 }, 'ok', 'status 200 in 5000 ms'],
  ['slower', {}, { ms: 5001 }, 'failed', 'status 200 in 5001 ms, slower than 5 s'],
  ['the text is there', { body: '12 articles' }, {}, 'ok', 'status 200 in 84 ms'],
  ['the text is not', { body: '13 articles' }, {}, 'failed', 'status 200 in 84 ms, `13 articles` is not on the page'],
  ['a pattern', { body: '/\\d+ articles/' }, {}, 'ok', 'status 200 in 84 ms'],
  [
    'a pattern that fits nothing',
    { body: '/^articles/' },
    {},
    'failed',
    'status 200 in 84 ms, `/^articles/` is not on the page',
  ],
  ['a certificate with a week to go', {}, { certificateEnds: '2026-11-26T09:00:00Z' }, 'ok', 'status 200 in 84 ms'],
  [
    'a pattern that takes for ever on it',
    { body: '/^(\\w+\\s?)*error$/' },
    { body: Buffer.from(`${'a'.repeat(40)}!`) },
    'unknown',
    'status 200 in 84 ms, the pattern takes too long on this text',
  ],
  [
    'a pattern that takes for ever, and another status',
    { body: '/^(\\w+\\s?)*error$/' },
    { status: 500, body: Buffer.from(`${'a'.repeat(40)}!`) },
    'failed',
    'status 500 in 84 ms, expected 200, the pattern takes too long on this text',
  ],
])('a page: %s', async (_what, changes, found, state, text) => {
  expect(await judgeAnswer({ ...probe, ...changes }, { ...answer, ...found }, now)).toMatchObject({ state, text });
});

test('a certificate that ends soon is well, with a warning', async () => {
  expect(await judgeAnswer(probe, { ...answer, certificateEnds: '2026-11-25T08:00:00Z' }, now)).toEqual({
    state: 'ok',
    value: 84,
    text: 'status 200 in 84 ms, its certificate ends in 5 days',
    warning: 'its certificate ends in 5 days',
  });
});

test('no cache answers for the server: it is asked not to, under an address of the run’s own', async () => {
  await using site = await openSite();
  const asked = { run: '20261119T084200Z-7f3a', now, timeoutMs: 5000, signal: new AbortController().signal };
  await lookAtUrl({ ...probe, url: `${site.url}rooms?day=1` }, asked);
  expect(site.asked[0]?.url).toBe('/rooms?day=1&shipit=20261119T084200Z-7f3a');
  expect(site.asked[0]?.headers['cache-control']).toBe('no-cache');
});

test('a server that is not there fails, in words', async () => {
  const asked = { run: 'r', now, timeoutMs: 5000, signal: new AbortController().signal };
  expect(await lookAtUrl({ ...probe, url: 'http://127.0.0.1:1/' }, asked)).toMatchObject({
    state: 'failed',
    text: 'refused the connection',
  });
});
