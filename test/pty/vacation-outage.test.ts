import { expect } from 'vitest';
import { testSsh } from '../helpers/sshd.js';
import { answer, read, type } from '../helpers/story.js';
import { keys } from '../helpers/terminal.js';
import { firstDeploy, vacationServer } from '../helpers/vacation-server.js';

const changed = 'Have the servers stayed the same since the last deploy?';
const restart = 'restart switch to a new library (openssl 3.0.19 in';

testSsh(
  'the vacation outage: libssl came while the operator was away, and is asked about before the restart',
  async () => {
    const shop = await vacationServer();
    await firstDeploy(shop);
    expect(shop.told.records().find(({ type: name }) => name === 'snapshot')).toMatchObject({
      host: 'web1',
      healthy: true,
      by: 'Ada L.',
    });
    shop.upgrade();
    shop.told.commit('A seemingly easy change', { 'easy.txt': 'easy\n' });

    await using terminal = shop.open();
    expect(await answer(terminal, changed, 'o')).toMatch(
      /no-go +TLS +openssl +3\.0\.17\S* → 3\.0\.19\S* +web1 +.*waits for/,
    );
    await terminal.see('Why go on despite this no-go?');
    await type(terminal, 'the upgrade ran on staging for a week');
    await terminal.see('or press Enter for this run');
    terminal.press(keys.escape);
    const page = await read(terminal, restart);
    expect(page).toContain('uwsgi still runs');
    terminal.press('o');
    await terminal.see('Why go on despite this no-go?');
    await type(terminal, 'restarted uwsgi on staging with it, under load');
    await terminal.see('or press Enter for this run');
    terminal.press(keys.escape);
    expect(await read(terminal, 'To launch, type')).toContain('2 overrides.');
    terminal.press(keys.escape);
    expect((await terminal.exited).exitCode).toBe(15);

    const records = shop.told.records();
    expect(shop.told.answers()).toEqual(
      expect.arrayContaining(['servers/changed go override', 'servers/restart go override']),
    );
    expect(records.find(({ facet }) => facet === 'restart')).toMatchObject({
      answer: 'go',
      how: 'override',
      reason: 'restarted uwsgi on staging with it, under load',
      findings: expect.arrayContaining([expect.stringMatching(/^servers:restart:openssl:.+:web1$/)]),
    });
  },
);
