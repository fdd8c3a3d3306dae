/**
 * The end of a path that stays the same when a release gets a folder of its own: what stands below `site-packages` or
 * `node_modules`, else its last two names.
 */
export function tailOf(path: string): string {
  const clean = path.replace(deleted, '');
  const [, below] = inside.exec(clean) ?? [];
  return below ?? clean.split('/').slice(-2).join('/');
}

/** What a file belongs to: `psycopg2` of `…/site-packages/psycopg2/.libs/libssl-8bb9b3dd.so.1.0.2o`; undefined if to none. */
export function moduleOf(path: string): string | undefined {
  const [, below] = inside.exec(path.replace(deleted, '')) ?? [];
  const [first = '', second] = below?.split('/') ?? [];
  if (second === undefined) {
    // A module of one file: `_cffi_backend.cpython-311-x86_64-linux-gnu.so`.
    return first === '' ? undefined : first.replace(/\..*$/, '');
  }

  return first.startsWith('@') ? `${first}/${second}` : first.replace(/\.libs$/, '');
}

/** As the kernel marks what was replaced on disk. */
const deleted = / \(deleted\)$/;

const inside = /^.*\/(?:site-packages|dist-packages|node_modules)\/(.+)$/s;
