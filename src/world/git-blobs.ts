import type { Read } from './git-answers.js';
import { type GitRun, whyNot } from './git-process.js';
import { isCommitId } from './git-questions.js';

const largestBlob = 4 * 1024 * 1024;

/** The contents of blobs with one process; see `GitContents.blobs`. */
export async function askBlobs(
  run: GitRun,
  ids: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Read<ReadonlyMap<string, string>>> {
  const wanted = [...new Set(ids)].filter(isCommitId);
  if (wanted.length === 0) {
    return { known: true, value: new Map(), source: { cmd: 'git cat-file --batch', rc: 0, ms: 0 } };
  }

  const chunks: Buffer[] = [];
  const answer = await run(['cat-file', '--batch'], {
    input: `${wanted.join('\n')}\n`,
    timeoutMs: 30_000,
    onStdout: (chunk) => chunks.push(Buffer.from(chunk)),
    ...(signal === undefined ? {} : { signal }),
  });
  return answer.ok
    ? { known: true, value: readBlobs(Buffer.concat(chunks)), source: answer.source }
    : { known: false, why: whyNot(answer), source: answer.source };
}

/** `<id> blob <bytes>`, newline, the bytes, newline; `<id> missing`. */
function readBlobs(output: Buffer): ReadonlyMap<string, string> {
  const blobs = new Map<string, string>();
  let at = 0;
  while (at < output.length) {
    const end = output.indexOf(10, at);
    if (end < 0) {
      break;
    }

    const [id = '', type, size] = output.toString('latin1', at, end).split(' ');
    at = end + 1;
    if (size === undefined) {
      continue;
    }

    const bytes = Number(size);
    if (type === 'blob' && bytes <= largestBlob) {
      blobs.set(id, output.toString('utf8', at, at + bytes));
    }
    at += bytes + 1;
  }
  return blobs;
}
