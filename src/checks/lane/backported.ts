import type { SourceAsked } from '../../run/evidence.js';
import { short } from '../../run/release.js';
import { plural } from '../../text/plural.js';
import { whyNot } from '../../world/git-process.js';
import { isCommitId } from '../../world/git-questions.js';
import type { FacetFound, GatherContext } from '../kind.js';

/** What the facet comes to, and what git was asked. */
export interface Backported {
  readonly facet: FacetFound;
  readonly sources: readonly SourceAsked[];
}

/**
 * Whether every commit of the range is on the main line, too, as itself or as the same change (`git cherry`): a fix that
 * only a release branch has is gone with the next train.
 * @param base full id of what runs now
 */
export async function lookAtBackports(
  base: string,
  main: string | undefined,
  context: GatherContext,
): Promise<Backported> {
  const { world, release, signal } = context;
  const { git } = world;
  const names =
    main === undefined
      ? mainOf(context)
      : [`refs/remotes/origin/${main}`, `refs/remotes/${main}`, `refs/heads/${main}`];
  const line = await firstOf(names, context);
  if (line === undefined) {
    const why =
      main === undefined
        ? '`origin` does not say here, and a release branch would say yes to everything'
        : `there is no branch ${main}`;
    return unknown(`the main line is not known: ${why}; name it: \`hotfix: {main: BRANCH}\``);
  }

  const answer = await git.run(['cherry', line.commit, release.commit, base], { signal, timeoutMs: 15_000 });
  const sources = [answer.source];
  if (!answer.ok) {
    return unknown(`git could not compare with ${line.name}: ${whyNot(answer)}`, sources);
  }

  const missing = answer.stdout.split('\n').flatMap((entry) => {
    const [sign, commit = ''] = entry.split(' ');
    return sign === '+' && isCommitId(commit) ? [commit] : [];
  });
  if (missing.length === 0) {
    return { facet: { verdict: 'go', summary: `all on ${line.name}` }, sources };
  }

  if (await git.isShallow()) {
    return unknown(
      `this clone is shallow: whether all is on ${line.name} is not known; git fetch --unshallow`,
      sources,
    );
  }

  const text = `${plural(missing.length, 'commit')} not on ${line.name}`;
  const facet: FacetFound = {
    verdict: 'no-go',
    summary: `${text}: ${missing.slice(0, 3).map(short).join(', ')}${missing.length > 3 ? ', …' : ''}`,
    detail: missing.slice(0, 50).map((commit) => `${short(commit)} is not on ${line.name}`),
    findings: missing.slice(0, 50).map((commit) => ({
      key: short(commit),
      verdict: 'no-go',
      text: `${short(commit)} is not on ${line.name}`,
    })),
  };
  return { facet, sources };
}

/**
 * What the remote calls its own; where it does not say, the branch of `release`, if by its name it is the main line: a
 * release branch has every commit that goes out from it, and says nothing.
 */
function mainOf({ checklist }: GatherContext): readonly string[] {
  const branches = checklist.checks.flatMap(({ kind, options }) =>
    kind === 'release' && typeof options === 'object' && options !== null && 'branch' in options
      ? [options.branch].flat()
      : [],
  );
  const plain = branches.filter((one): one is string => typeof one === 'string' && /^(main|master|trunk)$/.test(one));
  const [only] = branches.length === 1 ? plain : [];
  return [
    'refs/remotes/origin/HEAD',
    ...(only === undefined ? [] : [`refs/remotes/origin/${only}`, `refs/heads/${only}`]),
  ];
}

/** The first of these refs that there is. */
async function firstOf(
  names: readonly string[],
  { world, signal }: GatherContext,
): Promise<{ readonly name: string; readonly commit: string } | undefined> {
  const format = '--format=%(refname)%00%(objectname)';
  const { ok, stdout } = await world.git.run(['for-each-ref', format, '--', ...names], { signal });
  const found = new Map(
    (ok ? stdout.split('\n') : []).map((line): [string, string] => {
      const [ref = '', commit = ''] = line.split('\0');
      return [ref, commit];
    }),
  );
  const name = names.find((one) => isCommitId(found.get(one) ?? ''));
  return name === undefined
    ? undefined
    : { name: name.replace(/^refs\/(heads|remotes)\//, ''), commit: found.get(name) ?? '' };
}

const unknown = (summary: string, sources: readonly SourceAsked[] = []): Backported => ({
  facet: { verdict: 'unknown', summary },
  sources,
});
