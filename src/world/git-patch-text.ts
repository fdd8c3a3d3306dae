import { readFile } from 'node:fs/promises';
import { asText, type Scratch } from './git-scratch.js';

/** What a commit changed; of a merge, what it brought to the branch. */
export async function textOfCommit(scratch: Scratch, commit: string): Promise<Uint8Array | undefined> {
  const parent = await scratch.run(['rev-parse', '--verify', '--quiet', `${commit}^1`]);
  const output = scratch.place();
  const range = parent.ok ? [parent.stdout.trim(), commit] : ['--root', commit];
  const form = asText.filter((option) => option !== '--text');
  const answer = await scratch.run(['diff-tree', '-r', ...form, '--binary', `--output=${output}`, ...range, '--']);
  return answer.ok ? readFile(output) : undefined;
}
