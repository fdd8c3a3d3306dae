import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { only, sky } from '../helpers/deploy-story.js';
import { liveShop } from '../helpers/live-shop.js';
import { hosts, testSsh } from '../helpers/sshd.js';
import { answer, launch, read, story, type } from '../helpers/story.js';

const finished = 'Is the deploy finished?';

testSsh(
  'H2 workers crash on web2 while the front page answers 200 and web1 is quiet: rolled back, exit 13',
  async () => {
    await using shop = await liveShop();
    const net = await hosts({ web1: {}, web2: {} });
    const log = (host: 'web1' | 'web2') => join(net.at(host).home, 'shop.log');
    for (const host of net.names) {
      writeFileSync(log(host), 'FATAL: long ago\n');
    }

    const told = story(
      [`{ask: "${sky}", id: sky}`],
      [
        'targets: {production: {hosts: [web1, web2], path: "~/"}}',
        'after:',
        '  - watch:',
        '      for: 30m',
        '      every: 1s',
        '      ask_at: [25m]',
        `      probes: {home: {url: "${shop.url}"}, crashes: {log: shop.log}}`,
        '',
      ].join('\n'),
    );
    await using terminal = told.open({ env: net.env, columns: 80, rows: 24 });
    await answer(terminal, sky, 'g');
    await launch(terminal, told);
    await terminal.see(/ok\s+crashes\s+2 hosts ok/);
    appendFileSync(log('web2'), 'DAMN ! worker 1 (pid: 4242) died, killed by signal 11 :( trying respawn ...\n');
    await read(terminal, 'FAILING: crashes@web2');
    expect(terminal.screen()).toMatch(/ok\s+home\s+status 200/);
    expect(terminal.screen()).toMatch(/ok\s+crashes@web1/);
    expect(terminal.screen()).toContain('worker 1');
    terminal.press('u');
    await terminal.see('Roll back production?');
    await type(terminal, 'production');
    expect((await terminal.exited).exitCode).toBe(13);
    expect(told.deployed()).toBeUndefined();
    const changes = told.records().filter(({ type: kind, to }) => kind === 'probe' && to === 'failing');
    expect(changes).toMatchObject([{ name: 'crashes', host: 'web2' }]);
    expect(only(told.records(), 'watch.start')).toMatchObject({
      probes: [
        { name: 'home', host: 'local' },
        { name: 'crashes', host: 'web1' },
        { name: 'crashes', host: 'web2' },
      ],
    });
  },
);

testSsh('after a healthy watch the state of every host is kept, and the summary says so', async () => {
  const net = await hosts({ web1: {}, web2: {} });
  const off = ['changed', 'restart', 'twice', 'probes', 'missing', 'drift', 'reboot', 'baseline'];
  const told = story(
    [
      `{ask: "${sky}", id: sky}`,
      `servers: {collect: [packages], facets: {${off.map((one) => `${one}: off`).join(', ')}}}`,
    ],
    [
      'targets: {production: {hosts: {command: "printf \'web1\\\\nweb2\\\\n\'"}}}',
      'after:',
      '  - watch: {for: 2s, every: 1s, probes: {up: {command: "true", host: each}}, facets: {human: "off"}}',
      '',
    ].join('\n'),
  );
  await using terminal = told.open({ env: net.env });
  await answer(terminal, sky, 'g');
  await launch(terminal, told);
  await answer(terminal, finished, 'g');
  expect((await terminal.exited).exitCode).toBe(0);
  expect(terminal.screen()).toContain('the state of 2 hosts was kept for the next deploy to compare with');
  expect(only(told.records(), 'watch.end')).toMatchObject({ confirmed: true, healthy: true });
  const kept = told.records().filter(({ type: kind }) => kind === 'snapshot');
  expect(kept).toMatchObject([
    // As it was right after the deploy; and the same once the watch had passed.
    { host: 'web1', healthy: false },
    { host: 'web2', healthy: false },
    { host: 'web1', healthy: true },
    { host: 'web2', healthy: true },
  ]);
  expect(told.records().at(-1)).toMatchObject({ type: 'run.end', outcome: 'deployed' });
  told.shipit('log', 'verify');
});
