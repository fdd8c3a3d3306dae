import { describe, expect, test } from 'vitest';
import { forge, hasGh, withEnvironment } from '../../helpers/forge.js';
import { live, look, needing, several, verdicts } from './several.js';

const pull = (number: number): string => `/repos/acme/schemas/pulls/${number}`;
const said = (state: string, merged: boolean, commit: string | null) => ({
  body: { state, merged, merge_commit_sha: commit },
});

describe.skipIf(!hasGh)('pull requests, by the real gh (it and openssl are needed)', () => {
  test('O5: closed unmerged is abandoned; O2: merged is not live; what the forge does not know stays unknown', async () => {
    const all = several();
    all.schemas.git('remote', 'set-url', 'origin', 'git@github.com:acme/schemas.git');
    const merged = all.schemas.commit('Merge pull request #12');
    const server = await forge({
      [pull(11)]: said('closed', false, null),
      [pull(12)]: said('closed', true, merged),
      [pull(13)]: said('open', false, '1'.repeat(40)),
    });
    withEnvironment(server.env);
    const values = [
      'https://github.com/acme/schemas/pull/11',
      'schemas#12',
      'acme/schemas#13',
      'schemas#14',
      'other#1',
    ];
    all.events.commit(needing(values.join('\nDepends-On: ')));
    const found = await look(all, ['events']);
    expect(verdicts(found)).toMatchObject({ abandoned: 'no-go', live: 'no-go' });
    expect(found.facet('abandoned').detail).toEqual([
      'events needs schemas PR #11: closed without being merged',
      'events needs schemas PR #13: not merged',
    ]);
    const keys = found.facet('live').findings?.map(({ key, verdict }) => `${key} ${verdict}`);
    expect(keys?.[0]).toBe(`schemas:${merged.slice(0, 7)} no-go`);
    expect(keys?.slice(1).every((key) => key.endsWith('unknown'))).toBe(true);
    expect(found.facet('live').detail?.slice(1).join('\n')).toMatch(
      /schemas#14: the forge knows none of that number\n.*other#1: other is none of the repositories of this run \(wiki, schemas, events\)/,
    );
    expect(found.sources).toHaveLength(4);

    live(all.schemas);
    expect((await look(all, ['events'])).facet('live').detail?.[0]).toBe('events needs schemas PR #12: live');
  });
});
