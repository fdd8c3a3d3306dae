import { OperatorError } from '../errors.js';
import { type GitRun, whyNot } from './git-process.js';
import { isCommitId } from './git-questions.js';

/** What git remembers about the last deploy. */
export interface DeployedRefs {
  /** The newest of `refs/tags/deployed/<target>/…` and `refs/shipit/deployed/<target>`; `at` is UTC, ISO 8601. */
  readonly deployedRef: (target: string) => Promise<DeployedRef | undefined>;
  /**
   * `undefined` when nothing is known to run any more: a first deploy that was rolled back.
   * @throws OperatorError when git refuses: the deploy itself is over, but the next run will not know of it.
   */
  readonly setDeployedRef: (target: string, commit: string | undefined) => Promise<void>;
}

export interface DeployedRef {
  readonly commit: string;
  readonly at?: string;
  /** Full name of the ref. */
  readonly ref: string;
}

export const deployedRefs = (run: GitRun): DeployedRefs => ({
  deployedRef: (target) => deployedRef(run, target),
  setDeployedRef: (target, commit) => setDeployedRef(run, target, commit),
});

const ownRef = (target: string): string => `refs/shipit/deployed/${target}`;

async function deployedRef(run: GitRun, target: string): Promise<DeployedRef | undefined> {
  if (!isRefPart(target)) {
    return undefined;
  }

  // With the reflog of shipit's own ref: the commit says when it was made, not when it was deployed.
  const [refs, moved] = await Promise.all([
    run([
      'for-each-ref',
      '--sort=-refname',
      '--sort=-creatordate',
      '--format=%(objectname)%00%(*objectname)%00%(creatordate:iso-strict)%00%(refname)',
      `refs/tags/deployed/${target}/`,
      ownRef(target),
    ]),
    run(['log', '-1', '--walk-reflogs', '--date=iso-strict', '--format=%gd', ownRef(target), '--']),
  ]);
  const movedAt = /@\{(.+)\}/.exec(moved.stdout)?.[1];
  const lines = refs.stdout.split('\n').filter((line) => line !== '');
  const own = lines.find((line) => line.endsWith(`\0${ownRef(target)}`));
  const newestTag = lines.find((line) => line !== own);
  const found = [refOf(own ?? '', movedAt), refOf(newestTag ?? '')].filter((ref) => ref !== undefined);
  return found.toSorted((a, b) => timeOf(b) - timeOf(a))[0];
}

const timeOf = ({ at }: DeployedRef): number => (at === undefined ? 0 : Date.parse(at));

function refOf(line: string, movedAt?: string): DeployedRef | undefined {
  const [object = '', peeled = '', created = '', ref = ''] = line.trimEnd().split('\0');
  const commit = peeled === '' ? object : peeled;
  const time = Date.parse(movedAt ?? created);
  const at = Number.isNaN(time) ? {} : { at: new Date(time).toISOString() };
  return isCommitId(commit) ? { commit, ...at, ref } : undefined;
}

async function setDeployedRef(run: GitRun, target: string, commit: string | undefined): Promise<void> {
  if (!isRefPart(target) || (commit !== undefined && !isCommitId(commit))) {
    throw new OperatorError(
      `The deploy of ${commit} to ${target} cannot be kept as a git ref: use letters, digits, - _ .`,
    );
  }

  const answer = await run([
    'update-ref',
    ...(commit === undefined
      ? ['-d', ownRef(target)]
      : ['--create-reflog', '-m', 'shipit: deployed', ownRef(target), commit]),
  ]);
  if (!answer.ok) {
    throw new OperatorError(`git could not set ${ownRef(target)}: ${whyNot(answer)}.`, {
      hint: `Set it by hand: git update-ref ${commit === undefined ? '-d ' : ''}${ownRef(target)} ${commit ?? ''}`,
    });
  }
}

/** No glob, no `..`, no `.lock` at the end: stricter than git-check-ref-format. */
const isRefPart = (name: string): boolean =>
  /^[A-Za-z0-9_][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*$/.test(name) && !name.endsWith('.lock');
