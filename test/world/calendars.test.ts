import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CalendarReadOptions, Calendars } from '../../src/world/calendars.js';
import { getUrl } from '../../src/world/http.js';
import { calendarOf, event } from '../calendar/ics-files.js';
import { calendarsIn } from '../helpers/calendars.js';
import { temporaryDirectory } from '../helpers/repository.js';
import { certificate, closedPort, secureServer, webServer } from '../helpers/web.js';

const christmas = calendarOf(event('SUMMARY:Christmas', 'DTSTART;VALUE=DATE:20261225'));
const days = { from: '2026-11-01', to: '2027-01-31' };

const read = (calendars: Calendars, address: string, options: Partial<CalendarReadOptions> = {}) =>
  calendars.read(address, days, { signal: new AbortController().signal, ...options });

const known = { events: [{ summary: 'Christmas', from: '2026-12-25', to: '2026-12-25' }], problems: [] };

/** A server whose answer can be changed, and the calendars of somebody whose clock can be. */
async function subscribed(first: RequestListener) {
  let answer = first;
  let asked = 0;
  let time = Date.parse('2026-11-19T08:42:00Z');
  const server = await webServer((request, response) => {
    asked++;
    answer(request, response);
  });
  const copies = join(temporaryDirectory(), 'state', 'calendars');
  return {
    address: `${server}/private-5f3c/basic.ics?key=s3cret`,
    calendars: calendarsIn('/nowhere', { copies, now: () => new Date(time) }),
    copies,
    asked: () => asked,
    answers: (next: RequestListener) => {
      answer = next;
    },
    later: (hours: number) => {
      time += hours * 3_600_000;
    },
  };
}

const gives =
  (text: string, status = 200): RequestListener =>
  (_, response) =>
    response.writeHead(status).end(text);

test.each([
  ['relative to the work tree', 'ops/holidays.ics'],
  ['from the root', '/root/ops/holidays.ics'],
  ['at home', '~/ops/holidays.ics'],
])('a file %s is read', async (_, written) => {
  const root = temporaryDirectory();
  mkdirSync(join(root, 'ops'));
  writeFileSync(join(root, 'ops/holidays.ics'), christmas);
  const address = written.replace('/root', root);
  expect(await read(calendarsIn(root), address)).toMatchObject({ name: address, content: known });
});

test.each([
  ['missing.ics', 'The calendar missing.ics does not exist.'],
  ['', 'The calendar  is no file.'],
  ['directory', 'The calendar directory is no file.'],
  ['pipe', 'The calendar pipe is no file.'],
  ['endless', 'The calendar endless is no file.'],
  ['empty.ics', 'The calendar empty.ics is empty.'],
  ['login.ics', 'The calendar login.ics is a web page, not a calendar (a page to log in, perhaps).'],
  ['words.ics', 'The calendar words.ics is no calendar: it does not begin with BEGIN:VCALENDAR.'],
  ['half.ics', 'The calendar half.ics is cut off: it has no END:VCALENDAR.'],
  ['huge.ics', 'The calendar huge.ics is larger than 5 MB.'],
  ['latin.ics', 'The calendar latin.ics has text in line 5 that is not UTF-8.'],
  ['directory/nul\0.ics', /^The calendar directory.nul.* cannot be read/],
  ['ftp://host/cal.ics', 'The calendar ftp://host/cal.ics does not exist.'],
])('%j is a sentence, never an empty calendar', async (address, problem) => {
  const root = temporaryDirectory();
  const write = (name: string, content: string | Buffer): void => writeFileSync(join(root, name), content);
  mkdirSync(join(root, 'directory'));
  execFileSync('mkfifo', [join(root, 'pipe')]);
  symlinkSync('/dev/zero', join(root, 'endless'));
  write('empty.ics', '\r\n\r\n');
  write('login.ics', '\n<!DOCTYPE html><title>Sign in</title>');
  write('words.ics', 'Christmas is on 25 December');
  write('half.ics', christmas.replace('END:VCALENDAR', ''));
  write('huge.ics', christmas.padEnd(5_000_001, '\n'));
  write('latin.ics', Buffer.from(christmas.replace('Christmas', 'Noël'), 'latin1'));
  const found = await read(calendarsIn(root), address);
  expect(found.content).toBeUndefined();
  expect(found.problem).toEqual(typeof problem === 'string' ? problem : expect.stringMatching(problem));
});

test('a file that may not be read is a sentence', async () => {
  const root = temporaryDirectory();
  writeFileSync(join(root, 'secret.ics'), christmas);
  chmodSync(join(root, 'secret.ics'), 0);
  const { content, problem } = await read(calendarsIn(root), 'secret.ics');
  // The super-user may read everything.
  expect(content === undefined ? problem : 'The calendar secret.ics may not be read by you.').toBe(
    'The calendar secret.ics may not be read by you.',
  );
});

test('a calendar of the web is asked for once a day', async () => {
  const web = await subscribed(gives(christmas));
  expect(await read(web.calendars, web.address)).toEqual({
    name: new URL(web.address).host,
    content: { events: [{ ...known.events[0], outOfOffice: false }], problems: [], doubts: [] },
  });
  web.later(23);
  expect(await read(web.calendars, web.address)).toMatchObject({ content: known });
  expect(web.asked()).toBe(1);
  web.later(2);
  await read(web.calendars, web.address);
  expect(web.asked()).toBe(2);
});

test('all who ask at the same moment share one request, and one who goes takes nobody along', async () => {
  const web = await subscribed(gives(christmas));
  const stop = new AbortController();
  const gone = read(web.calendars, web.address, { signal: stop.signal });
  const others = [read(web.calendars, web.address), read(web.calendars, web.address)];
  stop.abort();
  expect(await gone).toMatchObject({ problem: expect.stringMatching(/was not waited for\.$/) });
  expect((await Promise.all(others)).map(({ content }) => content?.events.length)).toEqual([1, 1]);
  expect(web.asked()).toBe(1);
});

test('nobody waits for a server when all have gone', async () => {
  const stop = new AbortController();
  let closed = (): void => {};
  const isClosed = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const web = await subscribed((request) => {
    request.on('close', closed);
    stop.abort();
  });
  await read(web.calendars, web.address, { signal: stop.signal });
  await isClosed;
});

test('a copy is private, and says nothing of the address', async () => {
  const web = await subscribed(gives(christmas));
  await read(web.calendars, web.address);
  expect(statSync(web.copies).mode & 0o777).toBe(0o700);
  const [name = '', ...more] = readdirSync(web.copies);
  expect(more).toEqual([]);
  expect(name).toMatch(/^[0-9a-f]{64}\.ics-copy$/);
  expect(statSync(join(web.copies, name)).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(web.copies, name), 'utf8')).not.toMatch(/5f3c|s3cret|127\.0\.0\.1/);
});

test.each([
  ['not found', gives('gone', 404), 'answered with status 404'],
  ['a login page with status 200', gives('<html>Please log in</html>'), 'is a web page, not a calendar'],
  ['nothing', gives(''), 'is empty'],
  ['half a calendar', gives(christmas.slice(0, -20)), 'is cut off: it has no END:'],
  ['more than 5 MB', gives(christmas.padEnd(5_000_001, '\n')), 'is larger than 5 MB'],
  ['a connection that ends', ((_, response) => response.destroy()) satisfies RequestListener, 'ended the connection'],
  ['silence', (() => {}) satisfies RequestListener, 'gave no answer within 1 s'],
  [
    'a circle of redirects',
    ((request, response) => response.writeHead(302, { location: request.url }).end()) satisfies RequestListener,
    'sends on more than 5 times',
  ],
])('on %s the last copy is used for 30 days, and never replaced', async (_, broken, why) => {
  const web = await subscribed(gives(christmas));
  await read(web.calendars, web.address);
  web.answers(broken);
  const { host } = new URL(web.address);
  const wait = why.includes('1 s') ? { timeoutMs: 1000 } : {};

  web.later(3 * 24);
  const old = await read(web.calendars, web.address, wait);
  expect(old).toMatchObject({ content: known, copyDays: 3 });
  expect(old.problem).toContain(`The calendar at ${host} ${why}`);
  expect(old.problem).toContain('; its copy of 3 days ago is used.');

  web.later(27 * 24);
  expect(await read(web.calendars, web.address, wait)).toMatchObject({ content: known, copyDays: 30 });
  web.later(24);
  const tooOld = await read(web.calendars, web.address, wait);
  expect(tooOld.content).toBeUndefined();
  expect(tooOld.problem).toContain('and its copy of 31 days ago is too old to be used.');
  expect(JSON.stringify([old, tooOld])).not.toMatch(/5f3c|s3cret/);

  web.answers(gives(christmas));
  const again = await read(web.calendars, web.address);
  expect(again).toMatchObject({ content: known });
  expect(again.problem).toBeUndefined();
});

test('without a copy a calendar that cannot be read is unknown', async () => {
  const calendars = calendarsIn('/nowhere');
  const port = await closedPort();
  expect(await read(calendars, `http://127.0.0.1:${port}/x.ics`)).toEqual({
    name: `127.0.0.1:${port}`,
    problem: `The calendar at 127.0.0.1:${port} refused the connection.`,
  });
});

test.each([
  ['changed', (path: string) => writeFileSync(path, readFileSync(path, 'utf8').replace('20261225', '20261226'))],
  ['cut short', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 150))],
  [
    'of another day',
    (path: string) => writeFileSync(path, readFileSync(path, 'utf8').replace(/2026-11-19T/, '2026-99-99T')),
  ],
  ['writable by others', (path: string) => chmodSync(join(path, '..'), 0o777)],
])('a copy that is %s is none', async (_, spoil) => {
  const web = await subscribed(gives(christmas));
  await read(web.calendars, web.address);
  spoil(join(web.copies, readdirSync(web.copies)[0] ?? ''));
  web.answers(gives('', 500));
  expect((await read(web.calendars, web.address)).content).toBeUndefined();
  expect(web.asked()).toBe(2);
});

test('a copy from a clock that went ahead is not fresh for years', async () => {
  const web = await subscribed(gives(christmas));
  await read(web.calendars, web.address);
  web.later(-48);
  web.answers(gives('', 500));
  expect((await read(web.calendars, web.address)).content).toBeUndefined();
});

test('where nothing can be kept a calendar is read all the same', async () => {
  const web = await subscribed(gives(christmas));
  const copies = join(temporaryDirectory(), 'file');
  writeFileSync(copies, '');
  expect(await read(calendarsIn('/nowhere', { copies }), web.address)).toMatchObject({ content: known });
});

test('a redirect is followed', async () => {
  const web = await subscribed((request, response) =>
    request.url === '/real.ics' ? response.end(christmas) : response.writeHead(301, { location: '/real.ics' }).end(),
  );
  expect(await read(web.calendars, web.address)).toMatchObject({ content: known });
});

test('webcal is https', async () => {
  const server = await secureServer('localhost', (_, response) => response.end(christmas));
  const trusting = calendarsIn('/nowhere', {
    getUrl: (address, options) => getUrl(address, { ...options, ca: certificate('localhost') }),
  });
  const address = server.replace('https:', 'webcal:');
  expect(await read(trusting, address)).toMatchObject({ name: address.slice('webcal://'.length), content: known });
  expect(await read(calendarsIn('/nowhere'), address)).toMatchObject({
    problem: expect.stringContaining('has a certificate that it signed itself, which nobody vouches for.'),
  });
});

test('webcal does not send a private address in clear where nobody speaks https', async () => {
  const asked: string[] = [];
  const address = await webServer((request, response) => {
    asked.push(request.url ?? '');
    response.end(christmas);
  });
  const { content, problem } = await read(
    calendarsIn('/nowhere'),
    `${address.replace('http:', 'webcal:')}/private-KEY`,
  );
  expect([asked, content]).toEqual([[], undefined]);
  expect(problem).toMatch(/ \(it was asked by https only: write http:\/\/ if you mean it\)\.$/);
});

test('the days of another zone are asked for by name', async () => {
  const root = temporaryDirectory();
  writeFileSync(join(root, 'x.ics'), calendarOf(event('DTSTART:20261224T210000Z', 'DURATION:P1D')));
  const daysIn = async (tz: string) => (await read(calendarsIn(root), 'x.ics', { tz })).content?.events[0]?.from;
  expect(await daysIn('Europe/Istanbul')).toBe('2026-12-25');
  expect(await daysIn('Pacific/Kiritimati')).toBe('2026-12-25');
  expect(await daysIn('America/New_York')).toBe('2026-12-25');
  expect(await daysIn('Pacific/Honolulu')).toBe('2026-12-24');
});
