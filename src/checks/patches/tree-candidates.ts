import type { Manifest } from '../../world/git-manifest.js';
import type { HostTree } from './tree-answer.js';

/**
 * Paths of a host that may not be what was deployed: files that are more, fewer, other, or executable when they should not
 * be. `sha256sum -c` would not see those that are more. Sorted.
 */
export function candidatesOf(
  tree: Extract<HostTree, { readonly how: 'git' | 'sums' }>,
  manifest: Manifest | undefined,
  isIgnored: (path: string) => boolean,
): readonly string[] {
  const paths =
    tree.how === 'git' ? [...tree.changed, ...tree.hidden] : manifest === undefined ? [] : compare(tree, manifest);
  return [...new Set(paths)].filter((path) => !isIgnored(path)).sort();
}

function compare({ files, links }: Extract<HostTree, { readonly how: 'sums' }>, { entries }: Manifest) {
  const other = [...files].filter(([path, { sha256, executable }]) => {
    const entry = entries.get(path);
    return entry === undefined || entry.sha256 !== sha256 || entry.executable !== executable;
  });
  // What was no UTF-8 looks like anything else that was none.
  const otherLinks = [...links].filter(([path, link]) => entries.get(path)?.link !== link || link.includes('\ufffd'));
  const fewer = [...entries.keys()].filter((path) => !files.has(path) && !links.has(path));
  return [...[...other, ...otherLinks].map(([path]) => path), ...fewer];
}
