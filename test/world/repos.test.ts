import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../../src/world/commands.js';
import { freezeRepos, knownCommits, readRepos } from '../../src/world/repos.js';
import { emptyRepository, repository, repositoryWithRemote, temporaryDirectory } from '../helpers/repository.js';

const at = (path: string) => ({ path, revision: [] });

test('what cannot be read is said in words, and never nothing; a run is not started without it', async () => {
  const main = repository();
  const { root: other, remote } = repositoryWithRemote();
  mkdirSync(join(main.root, 'sub'));
  const read = await readRepos(
    main.root,
    {
      good: at(other),
      missing: at('../nowhere'),
      plain: at(temporaryDirectory()),
      bare: at(remote),
      empty: at(emptyRepository().root),
      inside: at('sub'),
    },
    runCommand,
  );
  const why = Object.fromEntries(Object.entries(read).map(([name, one]) => [name, one.known ? 'known' : one.why]));
  expect(why).toEqual({
    good: 'known',
    missing: expect.stringMatching(/^There is no directory .*nowhere$/),
    plain: expect.stringMatching(/is not in a git repository$/),
    bare: expect.stringMatching(/is a bare repository/),
    empty: expect.stringMatching(/has no commits yet/),
    inside: expect.stringMatching(/is in the main repository itself$/),
  });
  expect(Object.keys(knownCommits(read))).toEqual(['good']);
  expect(() => freezeRepos(read)).toThrow(/^repository `missing` of `repos` cannot be read: There is no directory/);
});
