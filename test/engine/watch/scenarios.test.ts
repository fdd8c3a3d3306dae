import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Situation } from '../../../src/engine/session.js';
import { waited, waitMs } from '../../../src/run/watch-answers.js';
import { temporaryDirectory } from '../../helpers/repository.js';
import { openSite } from './site.js';
import { answerTo, openQuestions, until, watched } from './watched.js';

test('H1 all good and everybody asked: confirmed, and on record what was looked at', async () => {
  await using site = await openSite();
  const { session, records } = await watched(`{for: 1s, every: 1s, probes: {home: {url: "${site.url}"}}}`);
  const first = await until(session, 'asked at once', (now) => openQuestions(now).length === 1);
  expect(openQuestions(first)[0]?.facet).toBe('human@0m');
  for (const question of openQuestions(first)) {
    session.record(answerTo(question));
  }

  const atEnd = await until(session, 'asked at the end', (now) => openQuestions(now).length === 2);
  expect(openQuestions(atEnd).map(({ facet, text, verdict }) => [facet, text, verdict])).toEqual([
    ['human@end', 'Have you used the site yourself since the deploy?', 'unknown'],
    ['finished', 'Is the deploy finished?', 'go'],
  ]);
  expect(atEnd.stage).toBe('after');
  for (const question of openQuestions(atEnd)) {
    session.record({ ...answerTo(question), seen: question.verdict });
  }

  expect(session.situation().stage).toBe('done');
  const end = records().find(({ type }) => type === 'watch.end');
  expect(end).toMatchObject({ check: 'watch', confirmed: true, healthy: true, by: 'Ada L.' });
  expect(end).toMatchObject({ probes: [{ name: 'home', host: 'local', failures: 0 }] });
  expect(site.asked[0]).toMatchObject({
    url: expect.stringMatching(/^\/\?shipit=2026/),
    headers: { 'cache-control': 'no-cache' },
  });
  session.close();
});

test('H2 the page answers 200, but the log has three segfault lines: FAILING at once, and the way back is asked', async () => {
  await using site = await openSite();
  const log = join(temporaryDirectory(), 'app.log');
  writeFileSync(log, 'Segmentation fault of yesterday\n');
  const { session, types } = await watched(
    `{every: 1s, probes: {home: {url: "${site.url}"}, crashes: {log: ${log}}}}`,
    () => appendFileSync(log, 'worker 1 died\nall is well\nSegmentation fault\nworker 2 (pid 4) died :(\n'),
  );
  const now = await until(session, 'failing', (one) => openQuestions(one)[0]?.facet === 'probes');
  const [question] = openQuestions(now);
  expect(question).toMatchObject({ text: 'Roll back?', go: 'no', verdict: 'no-go', summary: 'FAILING: crashes' });
  expect(question?.detail).toEqual(['crashes: 3 lines since the deploy: worker 1 died']);
  const view = await until(session, 'home is ok', (one) => one.watch?.probes[0]?.state === 'ok');
  expect(view.watch?.probes.map(({ name, state }) => [name, state])).toEqual([
    ['home', 'ok'],
    ['crashes', 'failing'],
  ]);
  expect(types()).toContain('probe');
  session.close();
});

test('H4 home was 500 before the deploy: shown as such, nobody is asked to roll back, and nothing is proved', async () => {
  await using site = await openSite();
  site.says(500);
  const { session, records } = await watched(`{for: 1s, every: 1s, fail: 1, probes: {home: {url: "${site.url}"}}}`);
  const failing = await until(session, 'failing', (now) => now.watch?.probes[0]?.state === 'failing');
  expect(failing.watch?.probes[0]).toMatchObject({
    wasFailingBefore: true,
    text: expect.stringContaining('status 500'),
  });
  site.says(200);
  await until(session, 'ok', (now) => now.watch?.probes[0]?.state === 'ok');
  const atEnd = await until(session, 'finished', (now) => openQuestions(now).some(({ facet }) => facet === 'finished'));
  expect(openQuestions(atEnd).some(({ facet }) => facet === 'probes')).toBe(false);
  expect(openQuestions(atEnd).at(-1)).toMatchObject({
    verdict: 'warn',
    detail: ['home was failing before the deploy'],
  });
  for (const question of openQuestions(atEnd)) {
    session.record({ ...answerTo(question), seen: question.verdict });
  }

  expect(session.situation().after[0]).toMatchObject({ state: 'settled', verdict: 'warn' });
  expect(records().find(({ type }) => type === 'watch.end')).toMatchObject({ confirmed: true, healthy: false });
  session.close();
});

test('H6 one slow answer is no alarm', async () => {
  await using site = await openSite();
  const { session, records } = await watched(`{every: 1s, probes: {home: {url: "${site.url}", within: 1s}}}`);
  await until(session, 'ok', (now) => now.watch?.probes[0]?.state === 'ok');
  site.says(200, 'hello', 1100);
  const slow = await until(session, 'slow', (now) => now.watch?.probes[0]?.failuresInARow === 1);
  expect(slow.watch?.probes[0]).toMatchObject({ state: 'ok', text: expect.stringContaining('slower than 1 s') });
  site.says(200);
  await until(session, 'quick again', (now) => now.watch?.probes[0]?.failuresInARow === 0);
  expect(records().filter(({ type }) => type === 'probe')).toHaveLength(1);
  session.close();
});

test('asked at 0m and not answered until the end: asked once', async () => {
  const { session } = await watched('{for: 0m}');
  const atEnd = await until(session, 'finished', (now) => openQuestions(now).length > 1);
  expect(openQuestions(atEnd).map(({ facet }) => facet)).toEqual(['human@0m', 'finished']);
  session.close();
});

test('a log that crashed while nobody watched: a resumed run watches for the whole time again, and nothing is lost', async () => {
  const log = join(temporaryDirectory(), 'app.log');
  writeFileSync(log, 'long ago\n');
  const { session, resumed, types } = await watched(
    `{for: 0m, every: 1s, ask_at: [0m], probes: {crashes: {log: ${log}}}}`,
  );
  const first = await until(session, 'asked', (now) => openQuestions(now).length === 2);
  const [human] = openQuestions(first);
  if (human !== undefined) {
    session.record(answerTo(human));
  }

  session.close();
  appendFileSync(log, 'panic: nobody was there\n');
  const again = resumed();
  again.gatherMissing();
  const now = await until(again, 'failing', (one) => openQuestions(one).some(({ facet }) => facet === 'probes'));
  expect(openQuestions(now).map(({ facet }) => facet)).toEqual(['probes']);
  expect(types().filter((type) => type === 'watch.start')).toHaveLength(2);
  again.close();
});

test('a crash after an excused one, then the process dies: a resumed run still asks for the way back, nobody finishes it', async () => {
  const log = join(temporaryDirectory(), 'app.log');
  writeFileSync(log, 'long ago\n');
  const { session, resumed, records } = await watched(
    `{for: 0m, every: 1s, ask_at: [end], probes: {crashes: {log: ${log}}}}`,
    () => appendFileSync(log, 'Segmentation fault: the nightly report\n'),
  );
  await until(session, 'failing', (now) => openQuestions(now)[0]?.facet === 'probes');
  const watch = session.situation().run.watches['watch'];
  expect(watch?.probes['crashes']).toMatchObject({ state: 'failing', value: 1 });
  session.record({ type: 'watch.excused', check: 'watch', probes: ['crashes'], reason: 'a cron job', by: 'Ada L.' });
  await until(session, 'excused', (now) => now.watch?.probes[0]?.state === 'ok');
  appendFileSync(log, 'Segmentation fault: the shop\nSegmentation fault: the shop\n');
  await until(session, 'failing again', (now) => openQuestions(now)[0]?.facet === 'probes');
  session.close();
  const again = resumed();
  again.gatherMissing();
  const now = await until(again, 'looked at again', ({ watch: seen }) => (seen?.probes[0]?.looks ?? 0) > 0);
  expect(now.watch?.probes[0]).toMatchObject({ state: 'failing', value: 3 });
  expect(openQuestions(now).map(({ summary }) => summary)).toEqual(['FAILING: crashes']);
  expect(records().some(({ type }) => type === 'watch.end')).toBe(false);
  again.close();
});

test('a probe that could not look for most of the watch: green time begins once it can, and the countdown says so', async () => {
  const there = join(temporaryDirectory(), 'there');
  const { session } = await watched(
    `{for: 1s, every: 1s, ask_at: [0m], probes: {queue: {command: 'test -e ${there} || exit 75'}}}`,
  );
  const blind = await until(session, 'blind for longer than `for`', (now) => (now.watch?.probes[0]?.looks ?? 0) > 2);
  expect(openQuestions(blind).map(({ facet }) => facet)).toEqual(['human@0m']);
  expect(msLeft(blind)).toBeGreaterThan(900);
  writeFileSync(there, '');
  const well = await until(session, 'ok', (now) => now.watch?.probes[0]?.state === 'ok');
  expect(openQuestions(well).map(({ facet }) => facet)).toEqual(['human@0m']);
  expect(msLeft(well)).toBeGreaterThan(500);
  const end = await until(session, 'finished', (now) => openQuestions(now).some(({ facet }) => facet === 'finished'));
  expect(openQuestions(end).at(-1)?.summary).toBe('everything was green for 1 s');
  session.close();
});

test('launched before there was a baseline: the watch can be finished all the same, and says what it cannot prove', async () => {
  const { session } = await watched(
    "{for: 1s, every: 1s, ask_at: [0m], probes: {load: {command: 'echo 7', over_baseline: 3sd}}}",
  );
  const end = await until(session, 'finished', (now) => openQuestions(now).some(({ facet }) => facet === 'finished'));
  expect(openQuestions(end).at(-1)).toMatchObject({
    verdict: 'warn',
    summary: '1 probe cannot prove that it is well',
    detail: ['load is unknown: 7; nobody knows what is normal: 1 of 6 samples before the deploy'],
  });
  session.close();
});

test('F31 the clock is set back while the operator waits: two minutes later the way back is asked for all the same', async () => {
  const log = join(temporaryDirectory(), 'app.log');
  writeFileSync(log, '');
  let [backMs, laterMs] = [0, 0];
  const { session } = await watched(
    `{every: 1s, ask_at: [end], probes: {crashes: {log: ${log}}}}`,
    () => appendFileSync(log, 'panic: the shop\n'),
    {
      kind: 'system',
      now: () => new Date(Date.now() - backMs),
      monotonicMs: () => performance.now() + laterMs,
    },
  );
  const failing = await until(session, 'failing', (now) => openQuestions(now)[0]?.facet === 'probes');
  const wait = waited({ run: failing.run, check: 'watch', by: 'Ada L.' }, failing.now);
  if (wait !== undefined) {
    session.record(wait);
  }

  backMs = 3_600_000;
  const waiting = await until(session, 'waiting', ({ watch }) => watch?.waitingUntil !== undefined);
  expect(openQuestions(waiting)).toEqual([]);
  // Not an hour off; this clock goes on between the two times that are compared.
  expect(Date.parse(waiting.watch?.waitingUntil ?? '') - Date.parse(waiting.now)).toBeLessThan(2 * waitMs);
  await until(session, 'looked at once more', ({ watch }) => (watch?.probes[0]?.looks ?? 0) > 1);
  laterMs = waitMs;
  await until(session, 'asked again', (now) => openQuestions(now)[0]?.facet === 'probes');
  session.close();
});

test('F31 the clock is set forward right after the deploy: nobody has used it sooner for that', async () => {
  let [forwardMs, laterMs] = [0, 0];
  const { session, resumed } = await watched('{for: 1m}', () => undefined, {
    kind: 'system',
    now: () => new Date(Date.now() + forwardMs),
    monotonicMs: () => performance.now() + laterMs,
  });
  const asked = await until(session, 'asked', (now) => openQuestions(now).length > 0);
  const { goNotBefore = '' } = openQuestions(asked)[0] ?? {};
  forwardMs = 3_600_000;
  expect(session.situation().steadyNow).toBeDefined();
  expect((session.situation().steadyNow ?? '') < goNotBefore).toBe(true);
  laterMs = 20_000;
  expect((session.situation().steadyNow ?? '') < goNotBefore).toBe(false);
  session.close();
  const again = resumed();
  expect(again.situation().steadyNow).toBeUndefined();
  again.close();
});

test('the team’s own command is told what changes and how it ends; one that fails is said, and ends nothing', async () => {
  await using site = await openSite();
  const notes = join(temporaryDirectory(), 'notes');
  const told = `echo "$SHIPIT_TARGET $SHIPIT_PROBE $SHIPIT_STATE" >> ${notes}; exit 3`;
  const { session } = await watched(
    `{for: 0m, every: 1s, fail: 1, ask_at: [end], notify: '${told}', probes: {home: {url: "${site.url}"}}}`,
  );
  await until(session, 'ok', (now) => now.watch?.probes[0]?.state === 'ok');
  site.says(500);
  await until(session, 'failing', (now) => now.watch?.probes[0]?.state === 'failing');
  site.says(200);
  await until(session, 'well again', (now) => now.watch?.probes[0]?.state === 'ok');
  const end = await until(session, 'finished', (now) => openQuestions(now).length === 2);
  expect(end.message).toBe('notify: exit 3');
  for (const question of openQuestions(end)) {
    session.record({ ...answerTo(question), seen: question.verdict });
  }

  await session.told();
  expect(readFileSync(notes, 'utf8').split('\n').slice(0, -1)).toEqual([
    'production home failing',
    'production home ok',
    'production  confirmed',
  ]);
  session.close();
});

test('a watch whose `when` does not hold asks nobody, and looks at nothing', async () => {
  await using site = await openSite();
  const { session, types } = await watched(`{probes: {home: {url: "${site.url}"}}}\n    when: {days: [${otherDay()}]}`);
  const now = await until(session, 'waived', (one) => one.after[0]?.questions[0]?.verdict === 'n/a');
  expect(now.watch).toBeUndefined();
  expect(types()).not.toContain('watch.start');
  session.close();
});

const msLeft = ({ watch, now }: Situation): number => Date.parse(watch?.endsAt ?? '') - Date.parse(now);

/** Neither yesterday, nor today, nor tomorrow, whatever the time zone. */
function otherDay(): string {
  const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
  return days[(new Date().getUTCDay() + 3) % 7] ?? '';
}
