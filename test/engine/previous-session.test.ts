import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { Session } from '../../src/engine/session.js';
import { opened, settled } from './opened.js';

/** An address that says what runs only when the test lets it. */
async function slowSite() {
  const waiting: ServerResponse[] = [];
  const server = createServer((_request, response) => waiting.push(response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const asked = async (): Promise<void> => {
    while (waiting.length === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    async says(text: string): Promise<void> {
      await asked();
      for (const response of waiting.splice(0)) {
        response.end(text);
      }
    },
  };
}

const sky = '{ask: "Is the sky clear?", id: sky}';
const probe = '{run: "echo before=$SHIPIT_PREVIOUS", id: probe}';

const walking = (url: string, ...items: readonly string[]) =>
  opened(`${items.join('\n  - ')}\ntargets: {production: {revision: {url: "${url}"}}}`);

const stateOf = (session: Session, id: string) => session.situation().before.find(({ item }) => item.id === id)?.state;

const answer = (session: Session, check: string, how: 'human' | 'auto'): void =>
  session.record({
    type: 'answer',
    check,
    question: '?',
    go_answer: 'yes',
    answer: 'go',
    how,
    by: 'Ada L.',
    seen: how === 'auto' ? 'go' : 'unknown',
    findings: [],
    ms_on_screen: 0,
  });

test('while a server says nothing every other question can be answered; who depends on it waits, and says for what', async () => {
  const site = await slowSite();
  const { session, git, records } = await walking(
    site.url,
    sky,
    probe,
    '{run: "true", id: other, when: {days: [mon]}}',
  );
  const live = git('rev-parse', 'HEAD');
  session.gatherMissing();
  await site.asked();
  expect(stateOf(session, 'sky')).toBe('open');
  expect(stateOf(session, 'probe')).toBe('waiting');
  expect(session.situation().progress.get('probe')?.text).toBe('asking what runs now');
  answer(session, 'sky', 'human');
  const done = settled(session);
  await site.says(live);
  await done;
  const told = records().filter(({ type }) => ['previous', 'evidence'].includes(type));
  expect(told[0]).toMatchObject({
    type: 'previous',
    previous: { commit: live, sources: ['servers'] },
    said: [{ from: new URL(site.url).host, commit: live }],
  });
  expect(told.find(({ check }) => check === 'probe')).toMatchObject({ summary: expect.stringContaining(live) });
  expect(session.situation().run.previous?.commit).toBe(live);
  session.close();
});

test('somebody deployed before the launch: the last look says so, and the run starts over against what runs', async () => {
  const site = await slowSite();
  const { session, git, commit, records, sleep } = await walking(site.url, probe);
  const live = git('rev-parse', 'HEAD');
  const newer = commit('Second');
  git('checkout', '--quiet', live);
  session.gatherMissing();
  const done = settled(session);
  await site.says(live);
  await done;
  answer(session, 'probe', 'human');
  sleep(60_000);
  const [decided] = await Promise.all([session.decide('production'), site.says(newer)]);
  expect(decided).toBe('back');
  expect(session.situation().run.notices).toMatchObject([{ notice: 'previous-changed', from: live, to: newer }]);
  await session.restart();
  expect(records().find(({ type }) => type === 'restart')).toMatchObject({ previous: { commit: newer }, keeps: [] });
  session.close();
});

test('a server that cannot be asked at the last look takes back nothing of what was known', async () => {
  const site = await slowSite();
  const { session, git, sleep, types } = await walking(site.url, probe);
  const live = git('rev-parse', 'HEAD');
  session.gatherMissing();
  const done = settled(session);
  await site.says(live);
  await done;
  answer(session, 'probe', 'human');
  sleep(60_000);
  await Promise.all([session.decide('production'), site.says('an error page')]);
  expect(session.situation().run.previous?.commit).toBe(live);
  expect(types()).not.toContain('notice');
  session.close();
});

test('where a server could not be asked, nobody can say that nothing changed: the item applies', async () => {
  const site = await slowSite();
  const { session, git } = await walking(site.url, '{run: "true", id: probe, when: {changed: ["src/**"]}}');
  git('update-ref', 'refs/shipit/deployed/production', 'HEAD');
  session.gatherMissing();
  const done = settled(session);
  await site.says('an error page');
  await done;
  expect(session.situation().run.evidence['probe']?.event.verdict).toBe('go');
  session.close();
});

test('a resumed run asks again: what was gathered with another previous is gathered anew', async () => {
  const site = await slowSite();
  const { session, git, commit, resumed } = await walking(site.url, probe);
  const live = git('rev-parse', 'HEAD');
  const newer = commit('Second');
  session.gatherMissing();
  const done = settled(session);
  await site.says(live);
  await done;
  session.close();
  const again = resumed();
  again.gatherMissing();
  const gathered = new Promise<void>((resolve) => {
    again.listen(() => {
      if (again.situation().run.evidence['probe']?.event.summary.includes(newer)) {
        resolve();
      }
    });
  });
  await site.says(newer);
  await gathered;
  expect(again.situation().run.previous?.commit).toBe(newer);
  again.close();
});

test('what changed at the last look without anybody having answered about it is shown before it is launched', async () => {
  const site = await slowSite();
  const docs = '{window: {days: [mon, tue, wed, thu, fri, sat, sun]}, id: docs, when: {changed: ["docs/**"]}}';
  const { session, git, commit, sleep, types } = await walking(site.url, docs);
  const live = git('rev-parse', 'HEAD');
  const newer = commit('Second');
  git('checkout', '--quiet', live);
  session.gatherMissing();
  const done = settled(session);
  await site.says(live);
  await done;
  answer(session, 'docs', 'auto');
  sleep(60_000);
  const [decided] = await Promise.all([session.decide('production'), site.says(newer)]);
  expect(decided).toBe('back');
  expect(session.situation().run.previous?.commit).toBe(newer);
  expect(session.situation().message).toBe(
    `The last look found something: production runs ${newer.slice(0, 7)} now, not ${live.slice(0, 7)}`,
  );
  expect(types()).not.toContain('decision');
  session.close();
});

test('a command that does not wait for the servers is told no previous, rather than one of ref and log that is a guess', async () => {
  const site = await slowSite();
  const tests = '{tests: {run: "echo before=$SHIPIT_PREVIOUS.; exit 3"}}';
  const { session, git } = await walking(site.url, tests, probe);
  const live = git('rev-parse', 'HEAD');
  session.gatherMissing();
  const learnt = settled(session);
  await site.says(live);
  await learnt;
  const again = settled(session);
  session.lookAgain('tests');
  await again;
  const { evidence } = session.situation().run;
  expect(JSON.stringify(evidence['tests']?.event)).toContain('before=.');
  expect(evidence['probe']?.event.summary).toContain(`before=${live}`);
  session.close();
});

test('one server names another commit before the launch and the other one is silent: that is told, and nothing launched', async () => {
  const [first, second] = [await slowSite(), await slowSite()];
  const { session, git, commit, sleep, types } = await opened(
    `${probe}\ntargets: {production: {revision: [{url: "${first.url}"}, {url: "${second.url}"}]}}`,
  );
  const live = git('rev-parse', 'HEAD');
  const newer = commit('Second');
  git('checkout', '--quiet', live);
  session.gatherMissing();
  const done = settled(session);
  await Promise.all([first.says(live), second.says(live)]);
  await done;
  answer(session, 'probe', 'human');
  sleep(60_000);
  await Promise.all([session.decide('production'), first.says(newer), second.says('an error page')]);
  expect(session.situation().run.notices).toMatchObject([{ notice: 'previous-changed', from: live, to: newer }]);
  expect(types()).not.toContain('decision');
  session.close();
});
