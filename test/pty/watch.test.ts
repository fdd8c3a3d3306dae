import { expect, test } from 'vitest';
import { course, only, sky } from '../helpers/deploy-story.js';
import { type LiveShop, liveShop } from '../helpers/live-shop.js';
import { answer, launch, read, type Story, story, type } from '../helpers/story.js';
import type { Terminal } from '../helpers/terminal.js';

const people = 'people: {ada: {name: Ada L., emails: [ada@x.test]}, bob: {name: Bob M., emails: [bob@x.test]}}';

/** One question before the deploy, and a watch over the front page and the log after it. */
const watched = (shop: LiveShop, options: string, more = ''): Story =>
  story(
    [`{ask: "${sky}", id: sky}`],
    `${people}\nafter:\n  - watch: {${options}, probes: {home: {url: "${shop.url}"}, crashes: {log: ${shop.log}}}}\n${more}`,
  );

async function deployed(told: Story, options?: { readonly columns: number; readonly rows: number }): Promise<Terminal> {
  const terminal = told.open(options);
  await answer(terminal, sky, 'g');
  await launch(terminal, told);
  return terminal;
}

/** Two questions of one watch can be drawn right after each other. */
const used = 'Have you used the site yourself since the deploy?';
const finished = 'Is the deploy finished?';

/** The page before leaving. */
const leavingPage = 'Nobody has confirmed yet';

test('H1 all is well for the whole time, a person has used it: confirmed, exit 0', async () => {
  await using shop = await liveShop();
  const told = watched(shop, 'for: 3s, every: 1s, ask_at: [0s]');
  await using terminal = await deployed(told);
  await answer(terminal, used, 'g');
  // The first 20 seconds: nobody can have used it.
  await terminal.see(/a yes counts in \d+ s/);
  expect(told.records().some(({ type: kind, facet }) => kind === 'answer' && facet === 'human@0m')).toBe(false);
  await terminal.see((screen) => screen.includes(used) && !/counts in/.test(screen));
  await answer(terminal, used, 'g');
  await answer(terminal, finished, 'g');
  expect((await terminal.exited).exitCode).toBe(0);
  expect(only(told.records(), 'watch.end')).toMatchObject({ confirmed: true, healthy: true });
  expect(only(told.records(), 'run.end')).toMatchObject({ outcome: 'deployed', exit: 0, confirmed: true });
  expect(shop.asked.every((path) => path.includes('shipit='))).toBe(true);
  told.shipit('log', 'verify');
});

test('H2 the log shows worker crashes while the front page answers 200: failing, rolled back, exit 13', async () => {
  await using shop = await liveShop();
  const told = watched(shop, 'for: 30m, every: 1s');
  await using terminal = await deployed(told);
  await read(terminal, used);
  shop.writeLog('DAMN ! worker 1 (pid: 4242) died, killed by signal 11 :( trying respawn ...');
  shop.writeLog('worker 2 (pid 4243) died', 'worker 3 (pid 4244) died');
  await read(terminal, 'FAILING: crashes');
  const screen = terminal.screen();
  expect(screen).toContain('FAILING: crashes');
  expect(screen).toMatch(/ok\s+home\s+status 200/);
  expect(screen).toContain('died, killed by signal 11');
  terminal.press('u');
  await terminal.see('Type the target to run');
  await type(terminal, 'production');
  expect((await terminal.exited).exitCode).toBe(13);
  expect(told.deployed()).toBeUndefined();
  expect(told.records()).toContainEqual(expect.objectContaining({ type: 'probe', name: 'crashes', to: 'failing' }));
  expect(only(told.records(), 'run.end')).toMatchObject({ outcome: 'rolled-back', exit: 13, confirmed: false });
  // The bell rang, and the window's title said so.
  expect(terminal.raw()).toContain('failing\u0007\u0007');
});

test('what is not caused by the deploy is said so, and does not ask again', async () => {
  await using shop = await liveShop();
  const told = watched(shop, 'for: 4s, every: 1s, ask_at: [25m]');
  await using terminal = await deployed(told);
  await terminal.see('Watching production');
  shop.writeLog('Segmentation fault (core dumped)');
  await answer(terminal, 'FAILING: crashes', 'n');
  await terminal.see('Why is this not caused by the deploy?');
  await type(terminal, 'the nightly report, it dies every night');
  await terminal.see('excused');
  await terminal.kill();
  expect(only(told.records(), 'watch.excused')).toMatchObject({
    probes: ['crashes'],
    reason: 'the nightly report, it dies every night',
    by: 'Ada L.',
  });
});

test('a failing probe is given two minutes: nothing is asked meanwhile', async () => {
  await using shop = await liveShop();
  const told = watched(shop, 'for: 30m, every: 1s, fail: 1, ask_at: [25m]');
  await using terminal = await deployed(told);
  await terminal.see(/ok\s+home/);
  shop.answer(500);
  await answer(terminal, 'FAILING: home', 'w');
  await terminal.see('Waiting for what is failing');
  shop.answer(200);
  await terminal.see(/ok\s+home/);
  await terminal.kill();
  expect(only(told.records(), 'watch.wait')).toMatchObject({ probes: ['home'], by: 'Ada L.' });
});

test('H5 handed over at minute 0: exit 14, and the next run of anyone asks about it first', async () => {
  await using shop = await liveShop();
  const told = watched(shop, 'for: 30m, every: 1s, ask_at: [25m]');
  await using terminal = await deployed(told);
  await answer(terminal, 'Watching production', 'q');
  await answer(terminal, leavingPage, 'h');
  await terminal.see('Who watches production from here on?');
  await type(terminal, 'ada');
  await terminal.see('cannot be you');
  terminal.press('\u0015');
  await type(terminal, 'bob@x.test');
  expect((await terminal.exited).exitCode).toBe(14);
  expect(only(told.records(), 'watch.end')).toMatchObject({ confirmed: false, handed_to: 'Bob M.', by: 'Ada L.' });
  expect(only(told.records(), 'run.end')).toMatchObject({ outcome: 'unconfirmed', exit: 14, confirmed: false });

  await using next = told.open();
  // An unfinished run is offered first; this is about a new one.
  const first = await read(next, /Start a new run|Is it healthy/);
  if (first.includes('Start a new run')) {
    next.press('n');
  }
  await read(next, 'confirmed. Is it healthy?');
  expect(next.screen()).toContain('handed it over to Bob M.');
  next.press('g');
  await answer(next, sky, 's');
  expect((await next.exited).exitCode).toBe(10);
  expect(told.answers()[0]).toBe('last-deploy go by-hand');

  // Somebody has said that it is healthy: nobody is asked again.
  await using third = told.open();
  await read(third, (screen) => screen.includes(sky) && !screen.includes('never confirmed'));
  await third.kill();
});

test('left with a reason: exit 14, and the reason is on record', async () => {
  await using shop = await liveShop();
  const told = watched(shop, 'for: 30m, every: 1s, ask_at: [25m]');
  await using terminal = await deployed(told, { columns: 80, rows: 24 });
  await answer(terminal, 'Watching production', 'l');
  await answer(terminal, leavingPage, '\r');
  await answer(terminal, 'Watching production', 'q');
  await answer(terminal, leavingPage, 'l');
  await terminal.see('Why does nobody watch it any longer?');
  await type(terminal, 'the last train leaves in five minutes');
  expect((await terminal.exited).exitCode).toBe(14);
  expect(only(told.records(), 'watch.end')).toMatchObject({
    left_because: 'the last train leaves in five minutes',
    confirmed: false,
  });
});

test('the terminal is closed in mid-watch: resumed, it watches on and asks nothing twice', async () => {
  await using shop = await liveShop();
  const told = watched(shop, 'for: 30m, every: 1s, ask_at: [0s]');
  await using terminal = await deployed(told);
  await answer(terminal, used, 'x');
  await read(terminal, 'said no');
  terminal.hangUp();
  await terminal.exited;
  shop.writeLog('Segmentation fault');

  await using resumed = told.open({ args: ['resume'] });
  // Written while nobody watched: nothing of it is lost.
  await read(resumed, 'FAILING: crashes');
  await resumed.kill();
  expect(told.shipit('status').replaceAll(/\s+/g, ' ')).toMatch(/FAILING: crashes since .*, roll-back not decided/);
  expect(course(told.records()).filter((kind) => /^(watch\.start|interrupted|run\.resume)$/.test(kind))).toEqual([
    'watch.start',
    'interrupted',
    'run.resume',
    'watch.start',
  ]);
  expect(told.answers().filter((one) => one.startsWith('watch/human'))).toEqual(['watch/human@0m no-go human']);
});
