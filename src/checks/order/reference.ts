/** What a trailer names, as far as the text tells. */
export type Reference =
  /** A pull or merge request; `repo` as written, a remote's place (`github.com/acme/schemas`), or nothing: its own. */
  | { readonly is: 'request'; readonly repo: string | undefined; readonly number: number; readonly forge?: ForgeForm }
  /** At least seven digits. */
  | { readonly is: 'commit'; readonly repo: string | undefined; readonly commit: string }
  /** Gerrit's `I` and forty digits. */
  | { readonly is: 'change'; readonly id: string }
  | { readonly is: 'unreadable'; readonly why: string };

export type ForgeForm = 'github' | 'gitlab';

/** One trailer may name several things, apart by blanks or commas; else it is taken as a whole. */
export function referencesIn(value: string): readonly Reference[] {
  const whole = referenceOf(value);
  const words = value.split(/[\s,]+/).filter((word) => word !== '');
  if (whole.is !== 'unreadable' || words.length < 2 || words.length > mostInOne) {
    return [whole];
  }

  const each = words.map(referenceOf);
  return each.every(({ is }) => is !== 'unreadable') ? each : [whole];
}

const mostInOne = 20;
const longest = 500;

function referenceOf(value: string): Reference {
  if (value.length > longest) {
    return { is: 'unreadable', why: 'it is longer than any name of a change' };
  }

  if (/^https?:\/\//i.test(value)) {
    return ofAddress(value);
  }

  const change = /^I[0-9a-f]{40}$/i.exec(value);
  if (change !== null) {
    return { is: 'change', id: `I${value.slice(1).toLowerCase()}` };
  }

  const [, withNumber, number] = /^([\w.][\w./ -]{0,200})?#(\d{1,9})$/.exec(value) ?? [];
  if (number !== undefined) {
    return { is: 'request', repo: withNumber, number: Number(number) };
  }

  const [, withCommit, commit] = /^([\w.][\w./ -]{0,200})@([0-9a-f]{7,64})$/i.exec(value) ?? [];
  return commit === undefined
    ? { is: 'unreadable', why: 'it names no change: write repository#12, repository@commit, a Change-Id or an address' }
    : { is: 'commit', repo: withCommit, commit: commit.toLowerCase() };
}

function ofAddress(value: string): Reference {
  const place = placeOfRemote(value.replace(/[?#].*$/, ''));
  const [, github, pull] = /^(.+)\/pull\/(\d{1,9})(?:\/.*)?$/.exec(place ?? '') ?? [];
  if (pull !== undefined) {
    return { is: 'request', repo: github, number: Number(pull), forge: 'github' };
  }

  const [, gitlab, merge] = /^(.+?)(?:\/-)?\/merge_requests\/(\d{1,9})(?:\/.*)?$/.exec(place ?? '') ?? [];
  if (merge !== undefined) {
    return { is: 'request', repo: gitlab, number: Number(merge), forge: 'gitlab' };
  }

  const [, repo, commit] = /^(.+?)(?:\/-)?\/commit\/([0-9a-f]{7,64})$/.exec(place ?? '') ?? [];
  if (commit !== undefined) {
    return { is: 'commit', repo, commit };
  }

  return /\/c\/.+\/\+\/\d+/.test(value)
    ? { is: 'unreadable', why: 'Gerrit is not asked: name the change by its Change-Id' }
    : { is: 'unreadable', why: 'this address is none of a pull request, a merge request or a commit' };
}

/**
 * Host and path of a git remote or an address, in lower case and without user, port and `.git`:
 * `github.com/acme/schemas`. Undefined for a path on this machine.
 */
export function placeOfRemote(url: string): string | undefined {
  const [, host, path] =
    /^[a-z][a-z0-9+.-]*:\/\/(?:[^/@]*@)?([^/:]+)(?::\d+)?\/+(.+)$/i.exec(url) ??
    /^(?:[^/@:]+@)?([^/:]+):(?!\/\/)(.+)$/.exec(url) ??
    [];
  return host === undefined || path === undefined
    ? undefined
    : `${host}/${path}`
        .toLowerCase()
        .replace(/\/+$/, '')
        .replace(/\.git$/, '');
}
