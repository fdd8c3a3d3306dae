import { z } from '../../checklist/zod.js';
import type { Finding, SourceAsked } from '../../run/evidence.js';
import { short } from '../../run/release.js';
import { worst } from '../../run/verdict.js';
import { plural } from '../../text/plural.js';
import { askForge, type ForgeName, programOf } from '../forge/ask-forge.js';
import { commitsOf } from './labels-commits.js';
import type { FacetLook, MigrationsLook } from './model.js';
import { inTurns } from './names-turns.js';

/** No more commits are asked about, and so many at once: a forge counts what it is asked. */
const mostCommits = 20;
const atOnce = 4;

/** Facet `labels`: whoever reviews knows that there is a migration, because its pull request says so. */
export async function labelsFacet(look: MigrationsLook): Promise<FacetLook> {
  const { labels } = look.options;
  if (labels === undefined) {
    return { facet: { verdict: 'n/a', summary: 'no `labels` are asked for' } };
  }

  const forge = labels.forge ?? forgeOf(await look.context.world.git.remoteUrl());
  const brought = await commitsOf(look);
  if (forge === undefined || !brought.known) {
    const why = brought.known
      ? 'the remote looks like neither GitHub nor GitLab: `labels: {forge: github, label: …}` says which'
      : `nobody knows which commits brought the migrations: ${brought.why}`;
    return { facet: { verdict: 'unknown', summary: why }, sources: brought.sources };
  }

  if (brought.commits.length === 0) {
    return {
      facet: { verdict: 'n/a', summary: 'no commit of this release brings a migration' },
      sources: brought.sources,
    };
  }

  const asked = await inTurns(brought.commits.slice(0, mostCommits), atOnce, (commit) =>
    askRequests(forge, commit, look.context),
  );
  const findings = [
    ...asked.flatMap(({ commit, requests }) => findingsOf(commit, requests, labels.any, programOf[forge])),
    ...brought.commits.slice(mostCommits).map((commit): Finding => {
      const text = `${short(commit)} was not asked about: no more than ${mostCommits} commits are`;
      return { key: `unasked:${short(commit)}`, verdict: 'unknown', text };
    }),
  ];
  const verdict = worst(['go', ...findings.map((one) => one.verdict)]);
  const [first] = findings.filter((one) => one.verdict === verdict);
  const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
  const count = plural(brought.commits.length, 'commit');
  return {
    facet: {
      verdict,
      summary:
        first === undefined
          ? `${count} with a migration, each in a request with ${wanted(labels.any)}`
          : `${first.text}${more}`,
      detail: asked.flatMap(({ commit, requests }) => detailOf(commit, requests)),
      findings,
    },
    sources: [...brought.sources, ...asked.map(({ source }) => source)],
  };
}

/** By the host's name of the remote: `git@github.com:acme/shop.git`, `https://gitlab.acme.test/shop`. */
export function forgeOf(url: string | undefined): ForgeName | undefined {
  const [, host = ''] = /^(?:[a-z+]+:\/\/)?(?:[^@/]*@)?([^/:]+)[/:]/i.exec(url ?? '') ?? [];
  return /github/i.test(host) ? 'github' : /gitlab/i.test(host) ? 'gitlab' : undefined;
}

interface ChangeRequest {
  readonly number: number;
  readonly labels: readonly string[];
}

type Requests =
  | { readonly known: true; readonly list: readonly ChangeRequest[] }
  | { readonly known: false; readonly why: string };

const row = z.tuple([z.number(), z.array(z.string())]);
const mergeRequest = z.looseObject({ iid: z.number(), labels: z.array(z.string()) });

async function askRequests(
  forge: ForgeName,
  commit: string,
  context: MigrationsLook['context'],
): Promise<{ readonly commit: string; readonly requests: Requests; readonly source: SourceAsked }> {
  const answer = await askForge(
    forge === 'github'
      ? {
          forge,
          path: `repos/{owner}/{repo}/commits/${commit}/pulls?per_page=100`,
          jq: '.[]|[.number,[.labels[].name]]|@json',
        }
      : { forge, path: `projects/:id/repository/commits/${commit}/merge_requests?per_page=100` },
    context,
  );
  return { commit, requests: answer.known ? requestsIn(answer.rows) : answer, source: answer.source };
}

/** `[12,["migration"]]` of GitHub, `{"iid":12,"labels":["migration"]}` of GitLab. */
export function requestsIn(rows: readonly unknown[]): Requests {
  const list = rows.map((one): ChangeRequest | undefined => {
    const github = row.safeParse(one);
    const gitlab = mergeRequest.safeParse(one);
    return github.success
      ? { number: github.data[0], labels: github.data[1] }
      : gitlab.success
        ? { number: gitlab.data.iid, labels: gitlab.data.labels }
        : undefined;
  });
  const read = list.filter((one) => one !== undefined);
  return read.length === list.length
    ? { known: true, list: read }
    : { known: false, why: 'what the forge said about it cannot be read' };
}

/** A commit can be in several requests: one with the label is enough. */
export function findingsOf(
  commit: string,
  requests: Requests,
  any: readonly string[],
  program: string,
): readonly Finding[] {
  if (!requests.known) {
    const text = `nobody knows the labels of ${short(commit)}: ${requests.why || `${program} did not say`}`;
    return [{ key: `unasked:${short(commit)}`, verdict: 'unknown', text }];
  }

  if (requests.list.some(({ labels }) => labels.some((one) => any.includes(one)))) {
    return [];
  }

  const text =
    requests.list.length === 0
      ? `${short(commit)} brings a migration, and was in no request`
      : `${requests.list.map(({ number }) => `#${number}`).join(', ')} brings a migration without ${wanted(any)}`;
  return [{ key: short(commit), verdict: 'warn', text }];
}

const wanted = (any: readonly string[]): string => any.map((one) => `[${one}]`).join(' or ');

const detailOf = (commit: string, requests: Requests): readonly string[] =>
  requests.known
    ? requests.list.map(({ number, labels }) => `${short(commit)}  #${number}  ${labels.join(', ') || 'no labels'}`)
    : [`${short(commit)}  ${requests.why}`];
