import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { only, sky } from '../helpers/deploy-story.js';
import { hosts, testSsh } from '../helpers/sshd.js';
import { answer, read, story, type } from '../helpers/story.js';

testSsh('an undo that ends well and changes nothing is not called rolled back', async () => {
  const net = await hosts({ web1: {} });
  const told = story(
    [`{ask: "${sky}", id: sky}`],
    'targets: {production: {hosts: [web1], path: "~/", revision: {file: REVISION}}}\ndeploy: {run: "false", undo: "true"}\n',
  );
  writeFileSync(join(net.at('web1').home, 'REVISION'), `${told.commitId}\n`);
  const bad = told.commit('Second', { 'a.txt': 'a' });
  await using terminal = told.open({ env: net.env });
  await answer(terminal, sky, 'g');
  await read(terminal, 'To launch');
  await type(terminal, `production ${bad.slice(0, 7)}`);
  await read(terminal, 'The deploy failed');
  writeFileSync(join(net.at('web1').home, 'REVISION'), `${bad}\n`);
  await answer(terminal, 'Roll back', 'u');
  await terminal.see('Type the target');
  await type(terminal, 'production');
  await read(terminal, 'not rolled back');
  await answer(terminal, 'Leave or hand over', 'l');
  await answer(terminal, 'Leave it as it is (needs a reason)', 'l');
  await terminal.see('Why is it left as it is?');
  await type(terminal, 'the night shift looks at it');
  expect(await terminal.exited).toMatchObject({ exitCode: 12 });
  const records = told.records();
  expect(only(records, 'undo.checked')).toMatchObject({ outcome: 'not-back' });
  expect(only(records, 'undo.left')).toMatchObject({ left_because: 'the night shift looks at it' });
  expect(only(records, 'run.end')).toMatchObject({ outcome: 'failed', exit: 12 });
  expect(told.git('rev-parse', 'refs/shipit/deployed/production')).toBe(bad);
  const status = told.shipit('status').replaceAll(/\s+/g, ' ');
  expect(status).toContain(`web1 still runs ${bad.slice(0, 7)}: not rolled back`);
  expect(status).not.toContain('Nothing is unfinished');
});
