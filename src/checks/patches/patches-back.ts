import { isUtf8 } from 'node:buffer';
import type { Checklist } from '../../checklist/model.js';
import { patchesBackId } from '../../checklist/reserved.js';
import type { Finding } from '../../run/evidence.js';
import { plural } from '../../text/plural.js';
import type { HostAnswer, SectionRequest } from '../../world/ssh/types.js';
import type { FacetFound, Found, GatherContext, KindToAsk } from '../kind.js';
import { ownItem } from '../own-item.js';
import back from './back.sh';
import { finalFiles, sumsOf } from './final-sums.js';
import { digestOf, type PlannedPatch, plannedIn } from './reapply-facts.js';
import { planReapply, type ToPutBack } from './reapply-plan.js';

interface BackOptions {
  /** Id of the item that asked about patches before the deploy. */
  readonly asked: string;
  readonly register: string;
}

/**
 * What the deploy overwrote has been put back, says its last step: the hosts are asked once more (checks.md section 5.6).
 * No checklist can have it: the run gets it with `askPatchesBack`.
 */
export const patchesBack: KindToAsk = {
  name: patchesBackId,
  question: () => 'Has every patch been put back on every host?',
  go: 'yes',
  why: 'A deploy overwrote a patch made by hand; the job it had switched off came back, and nobody looked.',
  facets: {
    reapply: { level: 'block', question: () => 'Has every patch been put back on every host?', go: 'yes' },
  },
  alwaysAsks: false,
  override: 'reason',
  timeoutMs: 60_000,
  boundToCommit: true,
  alwaysLookAgain: false,
  gather: (options, context) => gather(options as BackOptions, context),
};

/** The checklist with that item first after the deploy, where something asks about patches before it. */
export function askPatchesBack(checklist: Checklist): Checklist {
  const item = checklist.checks.find(({ kind, level }) => kind === 'patches' && level !== 'off');
  if (item === undefined || checklist.after.some(({ id }) => id === patchesBackId)) {
    return checklist;
  }

  const { register } = item.options as { readonly register: string };
  const options: BackOptions = { asked: item.id, register };
  return { ...checklist, after: [ownItem(patchesBackId, options), ...checklist.after] };
}

async function gather({ asked, register }: BackOptions, context: GatherContext): Promise<Found> {
  const evidence = await context.evidenceOf?.(asked);
  const planned = plannedIn(evidence?.facts);
  if (planned.length === 0) {
    const list = evidence?.facts['reapply'];
    return evidence?.verdict === 'n/a' || (Array.isArray(list) && list.length === 0)
      ? { verdict: 'n/a', summary: 'nothing had to be put back' }
      : { verdict: 'unknown', summary: 'what had to be put back was never found out: shipit put nothing back' };
  }

  const { patches } = await planReapply(register, context);
  const same = patches.filter((patch) => planned.some((one) => one.id === patch.id && one.digest === digestOf(patch)));
  const looks = await lookOnHosts(same, context);
  const all = planned.flatMap(({ id, hosts }) =>
    hosts.map((host) => ({ id, host, ...(looks.get(`${id} ${host}`) ?? notTheSame) })),
  );
  const reapply = facetOf(planned, all, register);
  return { summary: reapply.summary, facets: { reapply } };
}

type Look = { readonly is: 'so' | 'other' | 'absent' | 'unknown'; readonly text: string };
type Looked = Look & { readonly id: string; readonly host: string };

const notTheSame: Look = { is: 'unknown', text: 'the register or the patch was changed since it was asked about' };

async function lookOnHosts(
  patches: readonly ToPutBack[],
  { world, target, timeoutMs, signal, progress }: GatherContext,
): Promise<ReadonlyMap<string, Look>> {
  const hosts = [...new Set(patches.flatMap((patch) => patch.hosts))];
  let done = 0;
  const looks = await Promise.all(
    hosts.map(async (host) => {
      const here = patches.filter((patch) => patch.hosts.includes(host));
      const sections = here.map((patch) => sectionFor(patch, { host, all: patches, tree: target.path ?? '' }));
      const answer = await world.ssh.ask(host, { sections, timeoutMs: timeoutMs - 5000, signal });
      done += 1;
      progress(`${done} of ${plural(hosts.length, 'host')}`);
      return here.map(({ id }) => [`${id} ${host}`, lookIn(answer, sectionName(id))] as const);
    }),
  );
  return new Map(looks.flat());
}

const sectionName = (id: string): string => `patch ${id}`;

function sectionFor(
  patch: ToPutBack,
  { host, all, tree }: { readonly host: string; readonly all: readonly ToPutBack[]; readonly tree: string },
): SectionRequest {
  // Words travel as UTF-8: a diff that is none would arrive as another one, and the sums alone have to do.
  const diff = isUtf8(patch.diff) ? Buffer.from(patch.diff).toString('utf8') : '';
  return {
    name: sectionName(patch.id),
    script: back,
    call: ['back_look', tree, sumsOf(finalFiles(patch, host, all)), diff],
  };
}

function lookIn({ sections, problem }: HostAnswer, name: string): Look {
  const section = sections.get(name);
  if (section?.how !== 'done') {
    return { is: 'unknown', text: problem?.text ?? 'the host did not answer to the end' };
  }

  const [, word, about = ''] = /^(so|other|absent|unread)(?: (.*))?\n?$/.exec(section.text) ?? [];
  switch (word) {
    case 'so':
      return { is: 'so', text: 'is there' };
    case 'other':
      return { is: 'other', text: `is there, but ${about} has other changes, too` };
    case 'absent':
      return { is: 'absent', text: `is not there: ${about} is not what it has to be` };
    default:
      return { is: 'unknown', text: about === '' ? 'the host gave no answer that can be read' : about };
  }
}

function facetOf(planned: readonly PlannedPatch[], looked: readonly Looked[], register: string): FacetFound {
  const ids = planned.map(({ id }) => id);
  const findings = looked.filter(({ is }) => is !== 'so').map(findingOf);
  const worst = (['absent', 'unknown', 'other'] as const).find((is) => looked.some((one) => one.is === is));
  const first = looked.find(({ is }) => is === worst);
  const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
  const hosts = [...new Set(looked.map(({ host }) => host))];
  return {
    question: `${ids.length === 1 ? `Has ${ids[0]}` : `Have ${ids.join(', ')}`.slice(0, 60)} been put back on every host?`,
    verdict: worst === undefined ? 'go' : verdicts[worst],
    summary:
      first === undefined
        ? `${ids.join(', ')}: there on ${hosts.length > 3 ? plural(hosts.length, 'host') : hosts.join(', ')}`
        : `${first.id} on ${first.host}: ${first.text}${more}`,
    detail: [
      ...looked.map(({ id, host, text }) => `${id} on ${host}: ${text}`),
      '',
      `${register} stays as it is: they are on the servers by hand. Once a release brings one:`,
      ...ids.map((id) => `  shipit patch resolve ${id} --included --because "…"`),
    ],
    findings,
  };
}

const verdicts = { absent: 'no-go', unknown: 'unknown', other: 'warn' } as const;

const findingOf = ({ is, id, host, text }: Looked): Finding => ({
  key: `${is === 'unknown' ? 'unasked' : is}:${id}:${host}`,
  verdict: is === 'so' ? 'go' : verdicts[is],
  text: `${id} on ${host}: ${text}`,
});
