import type { Finding } from '../../run/evidence.js';
import { type Release, short } from '../../run/release.js';
import { showAge } from '../../text/duration.js';
import type { FacetFound } from '../kind.js';
import type { Chosen } from './choose.js';
import { type Confirmation, type ConfirmationsRead, wordKey } from './confirmation.js';

export interface GivenContext {
  readonly release: Release;
  readonly role: string;
  readonly now: Date;
  /** Where it would be found: how somebody gives their word. */
  readonly hint: string;
}

/** Facet `given`: somebody of the role said go. What could not be read is never "nobody said anything". */
export function givenFacet(chosen: Chosen, read: ConfirmationsRead, context: GivenContext): FacetFound {
  const detail = [
    ...read.broken.map(({ name, why }) => `${name}: ${why}`),
    ...(chosen.found === 'one'
      ? chosen.aside.map(({ about, why }) => `${told(about.confirmation, context)}: ${why}`)
      : []),
    ...read.passedOver,
  ];
  const against = saidNo(chosen, context) ?? unread(read);
  return against === undefined ? saidGo(chosen, context, detail) : { ...against, detail };
}

/** The word that counts is a no, or was changed after it was signed: that holds whatever else could not be read. */
function saidNo(chosen: Chosen, context: GivenContext): FacetFound | undefined {
  if (chosen.found !== 'one') {
    return undefined;
  }

  const { confirmation, what } = chosen.about;
  const more = what === 'older' ? '; the release has more commits: ask again' : '';
  return (
    badSignature(confirmation) ??
    (confirmation.verdict === 'no-go' ? refused(confirmation, `${told(confirmation, context)}${more}`) : undefined)
  );
}

function unread({ unknown, broken }: ConfirmationsRead): FacetFound | undefined {
  const [first] = broken;
  if (unknown !== undefined || first === undefined) {
    return unknown === undefined ? undefined : { verdict: 'unknown', summary: unknown };
  }

  return {
    verdict: 'unknown',
    summary: `${shortName(first.name)} cannot be read: ${first.why}`,
    findings: broken.map(({ name, why }) => ({
      key: `broken:${name}`,
      verdict: 'unknown',
      text: `${name} cannot be read: ${why}`,
    })),
  };
}

function saidGo(chosen: Chosen, context: GivenContext, detail: readonly string[]): FacetFound {
  const { release, role, hint } = context;
  switch (chosen.found) {
    case 'nobody':
      return { verdict: 'unknown', summary: `no ${role} has confirmed ${short(release.commit)} yet: ${hint}`, detail };
    case 'not-theirs': {
      const { confirmation } = chosen.about;
      return { ...refused(confirmation, `${told(confirmation, context)}: ${chosen.why}`), detail };
    }
    case 'one': {
      const { confirmation } = chosen.about;
      const noKey = confirmation.signature?.state === 'no-key';
      const lines = [
        ...(confirmation.link === undefined ? [] : [`Where: ${confirmation.link}`]),
        `From: ${confirmation.from}`,
        ...(noKey ? [`Its signature was not checked: \`people\` has no key of ${confirmation.name}`] : []),
        ...detail,
      ];
      return { ...confirmedDespite(chosen, context), detail: lines };
    }
  }
}

/** A go; where others said no to an older commit and never took that back, whoever deploys has to see it. */
function confirmedDespite(
  { about, against }: Extract<Chosen, { found: 'one' }>,
  context: GivenContext,
): Pick<FacetFound, 'verdict' | 'summary' | 'findings'> {
  const summary = told(about.confirmation, context);
  const findings = against.map(
    ({ confirmation }): Finding => ({
      key: wordKey(confirmation),
      verdict: 'warn',
      text: `${told(confirmation, context)}, about ${short(confirmation.commit)}, and did not take it back`,
    }),
  );
  return findings.length === 0
    ? { verdict: 'go', summary }
    : { verdict: 'warn', summary: [summary, ...findings.map(({ text }) => text)].join('; '), findings };
}

const refused = (
  confirmation: Confirmation,
  summary: string,
): Pick<FacetFound, 'verdict' | 'summary' | 'findings'> => ({
  verdict: 'no-go',
  summary,
  findings: [{ key: wordKey(confirmation), verdict: 'no-go', text: summary }],
});

/** A record whose signature does not hold was changed after it was signed, whether or not signatures are asked for. */
function badSignature(confirmation: Confirmation): FacetFound | undefined {
  const { name, from, signature } = confirmation;
  switch (signature?.state) {
    case 'bad':
      return refused(confirmation, `not what ${name} signed: ${shortName(from)}: ${signature.why}`);
    case 'unknown':
      return {
        verdict: 'unknown',
        summary: `the signature of ${shortName(from)} could not be checked: ${signature.why}`,
      };
    default:
      return undefined;
  }
}

/** The commit in it as everywhere on screen; details and findings have it whole. */
const shortName = (file: string): string => file.replace(/\b([0-9a-f]{7})[0-9a-f]{33,57}\b/, '$1…');

/** `Per M. (pm), 2 h ago: "checkout tried with two cards"`; `Per M. (pm) said no-go, 2 h ago: "…"`. */
export function told(
  { name, verdict, at, note, role }: Confirmation,
  { now, role: asked }: Pick<GivenContext, 'now' | 'role'>,
): string {
  const who = `${name} (${role ?? asked})`;
  const age = showAge(now.getTime() - Date.parse(at));
  return `${who}${verdict === 'no-go' ? ' said no-go' : ''}, ${age}${note === undefined ? '' : `: "${note}"`}`;
}
