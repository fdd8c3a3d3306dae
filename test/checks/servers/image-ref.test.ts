import { expect, test } from 'vitest';
import { imageRef, withCommits } from '../../../src/checks/servers/image-ref.js';

test.each([
  ['registry.test/agents/linux:$SHIPIT_COMMIT', true],
  ['registry.test:5000/agents/linux@sha256:0123', true],
  ['registry.test/agents/linux:$SHIPIT_COMMITS', false],
  ['registry.test/agents/linux:$HOME', false],
  ['registry.test/agents/linux:$(id)', false],
  ['--privileged', false],
])('%s is the name of an image: %s', (written, is) => {
  expect(imageRef.safeParse(written).success).toBe(is);
});

test('the run’s own commits are filled in, and an image of a commit that nobody knows is none', () => {
  const ref = imageRef.parse('r.test/app:$SHIPIT_PREVIOUS-x');
  expect(withCommits(ref, { commit: 'c1', previous: 'c0' })).toMatchObject({ image: 'r.test/app:c0-x' });
  expect(withCommits(ref, { commit: 'c1', previous: undefined })).toBeUndefined();
  const to = imageRef.parse('r.test/app:$SHIPIT_COMMIT');
  expect(withCommits(to, { commit: 'c1', previous: undefined })).toMatchObject({ image: 'r.test/app:c1' });
});
