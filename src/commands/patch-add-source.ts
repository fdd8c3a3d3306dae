import type { Patch } from '../checklist/patches-model.js';
import { differenceOf } from '../checks/patches/host-difference.js';
import { askPrevious } from '../engine/current-previous.js';
import { OperatorError } from '../errors.js';
import { safeLine } from '../text/sanitise.js';
import { chooseRelease } from './context.js';
import { diffFromFile } from './patch-add-file.js';
import { onlyPaths } from './patch-add-paths.js';
import type { PatchPlace } from './patch-place.js';
import type { TakenPatch } from './patch-taken.js';

/** Where a change is taken from, as given on the command line. */
export interface SourceFlags {
  readonly from?: string | undefined;
  readonly diff?: string | undefined;
  readonly commit?: string | undefined;
  readonly pr?: string | undefined;
  readonly paths: readonly string[];
}

const askHostMs = 60_000;

/** @throws OperatorError for more than one source or none, and for one that cannot be read */
export async function takePatch(flags: SourceFlags, opened: PatchPlace, cwd: string): Promise<TakenPatch> {
  const given = (['from', 'diff', 'commit', 'pr'] as const).filter((name) => flags[name] !== undefined);
  const names = given.map((name) => (name === 'diff' ? '--patch' : `--${name}`));
  if (names.length > 1) {
    throw new OperatorError(`${names.join(' and ')} exclude each other`, {
      hint: 'give the one that shows the change best',
    });
  }

  const [source] = given;
  if (source === undefined) {
    return onlyNames(flags.paths);
  }

  switch (source) {
    case 'from':
      return fromHost(flags.from ?? '', flags.paths, opened);
    case 'diff':
      return diffFromFile(flags.diff ?? '', { opened, cwd, paths: flags.paths });
    case 'commit':
      return fromCommit(flags.commit ?? '', flags.paths, opened);
    case 'pr':
      return { files: flags.paths, pr: numberOf(flags.pr ?? ''), notes: [] };
  }
}

function onlyNames(paths: readonly string[]): TakenPatch {
  if (paths.length === 0) {
    throw new OperatorError('nothing says what was changed', {
      hint: 'shipit patch add --from HOST takes it from there; or --patch FILE, --commit REV, --pr N, --path FILE',
    });
  }

  return {
    files: paths,
    notes: [
      'Only names are registered: nobody can put them back. --from HOST or --patch FILE keeps the change itself.',
    ],
  };
}

async function fromHost(host: string, paths: readonly string[], opened: PatchPlace): Promise<TakenPatch> {
  const { place, checklist, target, register } = opened;
  if (checklist === undefined || target === undefined) {
    throw new OperatorError('--from needs a checklist: it says where on the host the application lies', {
      hint: 'give `targets.NAME.hosts` and `path` in shipit.yml, or name the file with -f',
    });
  }

  const known = await place.world.ssh.hostsOf(target, AbortSignal.timeout(askHostMs));
  if (!known.includes(host)) {
    throw new OperatorError(`--from: target ${target.name} has no host \`${safeLine(host, 80)}\``, {
      hint: `there are: ${known.join(', ')}`,
    });
  }

  // What this host runs, whatever the others do.
  const only = { checklist, target: { ...target, hosts: [host] } };
  const { previous } = await askPrevious(place, only, {
    timeoutMs: askHostMs,
    signal: AbortSignal.timeout(askHostMs),
    progress: () => undefined,
  });
  const difference = await differenceOf(host, {
    world: place.world,
    target,
    previous,
    signal: AbortSignal.timeout(askHostMs),
    timeoutMs: askHostMs,
    ignore: ignoredBy(checklist),
  });
  if (!difference.known) {
    throw new OperatorError(`${host} could not be looked at: ${safeLine(difference.why, 200)}`, {
      hint: difference.hint,
    });
  }

  const registered = paths.length > 0 ? [] : filesOn(host, register.list);
  const taken = onlyPaths(difference, { paths, without: registered });
  if (taken.files.length === 0) {
    throw new OperatorError(
      difference.files.length === 0
        ? `${host} has exactly what was deployed there: there is nothing to register`
        : paths.length > 0
          ? `${host} changed none of ${paths.map((path) => safeLine(path, 80)).join(', ')}`
          : `all that ${host} changed is registered already`,
      { hint: changedWords(difference.files.map(({ path }) => path)) },
    );
  }

  return { ...taken, host };
}

/** Of those that are still there by hand. */
const filesOn = (host: string, patches: readonly Patch[]): readonly string[] =>
  patches.flatMap(({ state, hosts, files }) => (state === 'applied' && hosts.includes(host) ? files : []));

function ignoredBy({ checks }: NonNullable<PatchPlace['checklist']>): readonly string[] {
  const { ignore } = (checks.find(({ kind }) => kind === 'patches')?.options ?? {}) as { readonly ignore?: unknown };
  return Array.isArray(ignore) ? ignore.filter((one) => typeof one === 'string') : [];
}

const changedWords = (paths: readonly string[]): string | undefined =>
  paths.length === 0
    ? undefined
    : `it changed ${paths
        .slice(0, 5)
        .map((path) => safeLine(path, 80))
        .join(', ')}${paths.length > 5 ? ` and ${paths.length - 5} more` : ''}`;

async function fromCommit(rev: string, paths: readonly string[], { place }: PatchPlace): Promise<TakenPatch> {
  const { commit, subject } = await chooseRelease(place.git, rev);
  const named = await place.git.run([
    'diff-tree',
    '-r',
    '-z',
    '--root',
    '--name-only',
    '--no-commit-id',
    '-m',
    '--first-parent',
    commit,
  ]);
  const files = [...new Set(named.ok ? named.stdout.split('\0').filter((path) => path !== '') : [])];
  return { files: paths.length > 0 ? paths : files, commit, title: subject, notes: [] };
}

function numberOf(text: string): number {
  const [, digits] = /^#?([1-9]\d{0,8})$/.exec(text.trim()) ?? [];
  if (digits === undefined) {
    throw new OperatorError(`--pr: \`${safeLine(text, 40)}\` is no number of a pull request`, { hint: '--pr 412' });
  }

  return Number(digits);
}
