import { expect, test } from 'vitest';
import { kinds } from '../../src/checks/index.js';
import { kindFiles } from '../../src/checks/kind-files.js';
import { namedKinds } from '../../src/checks/named-kinds.js';

test('the kinds that are loaded by name are all kinds, in the same order, and their outlines say what they are', async () => {
  const loaded = await Promise.all(kindFiles.map(({ load }) => load()));
  const outline = ({ name, forms, onlyAfter, once }: (typeof kinds)[number]) => ({ name, forms, onlyAfter, once });
  expect(loaded.map(outline)).toEqual(kinds.map(outline));
  expect(
    kindFiles.map(({ load, ...rest }) => ({ forms: undefined, onlyAfter: undefined, once: undefined, ...rest })),
  ).toEqual(kinds.map(outline));
});

test('a kind that no checklist named is never taken for one without facets or limits: asking it throws', async () => {
  const { kinds: named, load } = namedKinds();
  const servers = () => named.find(({ name }) => name === 'servers');
  expect(() => servers()?.facets).toThrow('`facets` of the kind servers was asked before it was loaded');
  await load(new Set(['servers', 'no such kind']));
  expect(Object.keys(servers()?.facets ?? {})).toContain('restart');
  expect(() => named.find(({ name }) => name === 'pins')?.timeoutMs).toThrow();
});
