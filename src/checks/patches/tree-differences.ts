import type { HostFile } from '../../world/git-host-tree.js';
import { staysInside } from '../../world/git-patch-paths.js';
import type { IndexChange } from '../../world/git-scratch.js';
import type { HostContent } from './contents-answer.js';
import type { Difference } from './difference.js';
import type { HostTree } from './tree-answer.js';

/** What can be compared to the byte, and what is only known to differ. */
export function sorted(candidates: readonly string[], contents: readonly HostContent[], tree: HostTree) {
  const files: HostFile[] = [];
  const rest: Difference[] = [];
  for (const [at, path] of candidates.entries()) {
    const content = contents[at];
    if (path.includes('\ufffd')) {
      rest.push({ path, what: 'changed', withoutText: 'its name is not UTF-8' });
    } else if (content === undefined || content.is === 'without-text' || !staysInside(path)) {
      const sum = content?.is === 'without-text' && content.sha256 !== undefined ? { sha256: content.sha256 } : {};
      const why = content?.is === 'without-text' ? content.why : 'its name is not one that git takes';
      rest.push({ path, what: 'changed', ...sum, withoutText: why });
    } else if (content.is === 'gone' && tree.how === 'sums' && tree.files.has(path)) {
      rest.push({ path, what: 'changed', withoutText: lost });
    } else if (content.is === 'gone') {
      files.push({ path, mode: '100644' });
    } else {
      const mode = content.is === 'link' ? '120000' : content.executable ? '100755' : '100644';
      files.push({ path, mode, bytes: content.bytes });
    }
  }

  return { files, rest };
}

const lost = 'it could not be found again';

/** What is gone, and was never in the commit: its name did not survive the way, or it was there for a moment only. */
export function lostOf(files: readonly HostFile[], changes: readonly IndexChange[]): readonly Difference[] {
  const removed = new Set(changes.map(({ path }) => path));
  return files
    .filter(({ path, bytes }) => bytes === undefined && !removed.has(path))
    .map(({ path }) => ({ path, what: 'changed', withoutText: lost }));
}

/** What a change in the index says about the file of the host. */
export function differenceIn({ path, before, after }: IndexChange, content: HostContent | undefined): Difference {
  const sum = content?.is === 'file' ? { sha256: content.sha256 } : {};
  if (after === undefined) {
    return { path, what: 'removed' };
  }

  if ([before, after].some((entry) => entry?.mode === '120000')) {
    return { path, what: 'link', ...sum };
  }

  return { path, what: before === undefined ? 'added' : before.id === after.id ? 'mode' : 'changed', ...sum };
}
