import { expect, test } from 'vitest';
import { writtenIn } from '../../../src/checks/order/written.js';
import { runCommand } from '../../../src/world/commands.js';
import { openRepository } from '../../../src/world/git.js';
import { repository } from '../../helpers/repository.js';

const id = `I${'5'.repeat(40)}`;

/** By git itself: what is a trailer and what a subject, it says. */
async function written(messages: readonly string[]) {
  const { root, git } = repository();
  const from = git('rev-parse', 'HEAD');
  for (const message of messages) {
    git('commit', '--quiet', '--allow-empty', '--cleanup=verbatim', '--message', message);
  }
  const world = await openRepository(root, runCommand);
  const commits = await world.commitsBetween(from, git('rev-parse', 'HEAD'));
  if (!commits.known) {
    throw new Error(commits.why);
  }

  return commits.value.toReversed().map((one) => {
    const range = { known: true, commits: [one] } as const;
    const all = writtenIn({ name: 'wiki', range }, { trailers: ['Depends-On', 'Needs'] });
    return all.map(({ trailer, value }) => [trailer, value]);
  });
}

test('what a commit needs is read anywhere in its message, once', async () => {
  const table: readonly (readonly [message: string, ...said: (readonly [string, string])[]])[] = [
    [`At the end\n\nWhy.\n\nDepends-On: ${id}\nNeeds: a#1`, ['depends-on', id], ['needs', 'a#1']],
    [`In the middle\n\n* One\n\nDepends-on : ${id}\n\n* Two\n\nNow it is sorted.`, ['depends-on', id]],
    [`In a list\n\n* Needs-Deployed: a@1234567\n- needs: b#2`, ['needs-deployed', 'a@1234567'], ['needs', 'b#2']],
    [`Indented by git\n\n    Use it\n    \n    Depends-On: ${id}\n    Change-Id: ${id}\n`, ['depends-on', id]],
    ['Folded\n\nDepends-On: a#1,\n  b#2\n\nMore.', ['depends-on', 'a#1, b#2']],
    ['Folded at the end\n\nDepends-On: a#1,\n  b#2', ['depends-on', 'a#1, b#2']],
    ['On the next line\n\nDepends-On:\n  b#2\n\nMore.', ['depends-on', 'b#2']],
    [`Without a blank line\nDepends-On: a#1\nChange-Id: ${id}`, ['depends-on', 'a#1']],
    ['Read Depends-On: anywhere in a message'],
    ['Depends-On: is read in any case'],
    ['Talk\n\nIt has no Depends-On: and depends-on-all: x is another key.'],
  ];
  expect(await written(table.map(([message]) => message))).toEqual(table.map(([, ...said]) => said));
});
