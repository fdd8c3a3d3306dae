import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { type LiveShop, openShop } from '../../../src/commands/demo/live-shop.js';
import { type DemoPlace, makePlace } from '../../../src/commands/demo/place.js';
import { runIn } from '../../../src/commands/demo/programs.js';
import { makeProject } from '../../../src/commands/demo/project.js';

const signal = new AbortController().signal;

async function opened(): Promise<{ readonly place: DemoPlace; readonly shop: LiveShop }> {
  const place = makePlace(process.env);
  const shop = await openShop(place, signal);
  onTestFinished(async () => {
    await shop.stop();
    place.remove();
  });
  return { place, shop };
}

const get = async (url: string): Promise<readonly [number, string]> => {
  const response = await fetch(url);
  return [response.status, await response.text()];
};

test('it serves what the deploy script puts live, from the next request on, and writes a log', async () => {
  const { place, shop } = await opened();
  expect(await get(shop.url)).toEqual([503, '503\n']);
  const commit = await makeProject(place, { now: new Date(), url: shop.url });
  const [status, page] = await get(shop.url);
  expect([status, page]).toEqual([200, expect.stringContaining('12 x tea, 29.40 EUR')]);
  await runIn(place, 'node', ['ops/deploy.mjs', commit]);
  expect((await get(shop.url))[1]).toContain(`a tenth off</p>\n<footer>revision ${commit.slice(0, 7)}</footer>`);
  expect(await get(`${shop.url}revision`)).toEqual([200, `${commit}\n`]);
  expect((await get(`${shop.url}elsewhere`))[0]).toBe(404);
  expect(readFileSync(join(place.directory, 'shop.log'), 'utf8')).toMatch(
    new RegExp(`^\\S+ open\n[^]*serves ${commit}\n\\S+ GET / 200\n`, 'm'),
  );
});

test('stopped, it is gone, and all of it can be taken away', async () => {
  const place = makePlace(process.env);
  const shop = await openShop(place, signal);
  await shop.stop();
  await expect(fetch(shop.url)).rejects.toThrow();
  place.remove();
  expect(existsSync(place.directory)).toBe(false);
});

test('it ends by itself when whoever started it was killed', async () => {
  const { place, shop } = await opened();
  await shop.stop();
  const parent = spawn(
    process.execPath,
    [
      '--eval',
      `require('node:child_process').spawn(process.execPath, ['server.mjs'], { stdio: ['pipe', 'inherit', 'ignore'], detached: true })`,
    ],
    { cwd: place.directory, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const lines = createInterface({ input: parent.stdout });
  const [port] = (await once(lines, 'line')) as [string];
  const url = `http://127.0.0.1:${port}/`;
  expect((await get(url))[0]).toBe(503);
  parent.kill('SIGKILL');
  // Its end of the pipe is closed when the last process that wrote there is gone.
  await once(lines, 'close');
  await expect(fetch(url)).rejects.toThrow();
});

test('an end that came before it started leaves nothing', async () => {
  const place = makePlace(process.env);
  onTestFinished(place.remove);
  await expect(openShop(place, AbortSignal.abort())).rejects.toThrow();
});
