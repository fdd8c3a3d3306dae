import { createHash } from 'node:crypto';
import type { Finding } from '../../run/evidence.js';
import { short } from '../../run/release.js';
import { worst } from '../../run/verdict.js';
import { plural } from '../../text/plural.js';
import { withoutKeys } from '../../text/redact-diff.js';
import type { FacetFound } from '../kind.js';
import type { Looks } from './all-looks.js';
import type { HostLook, Unregistered } from './host-look.js';
import { firstOf } from './words.js';

/** Lines of a diff that are shown and kept of each file. */
const diffLines = 40;

/** Findings of one host that are told one by one. */
const mostPerHost = 25;

/** Facet `unregistered`: what was done on a host, and nobody wrote down. */
export function unregisteredFacet({ hosts, path, noHosts, register, notCompared }: Looks): FacetFound {
  if (hosts.length === 0) {
    return noHosts === undefined
      ? { verdict: 'n/a', summary: 'no host is asked' }
      : { verdict: 'unknown', summary: noHosts, findings: [{ key: 'hosts', verdict: 'unknown', text: noHosts }] };
  }

  const known = new Set(register.all.map(({ id }) => id));
  const findings = hosts.flatMap((host) => limited(host.host, findingsOf(host, known)));
  const changed = hosts.filter(({ unregistered }) => unregistered.length > 0);
  const count = plural(hosts.length, 'host');
  const nothing =
    path === undefined
      ? `the message of the day of ${count} names nothing else; ${notCompared ?? 'their trees are not looked at'}`
      : `nothing else was changed on ${count}`;
  return {
    verdict: findings.length === 0 ? 'go' : worst(findings.map(({ verdict }) => verdict)),
    summary:
      findings.length === 0
        ? nothing
        : firstOf([...findings].sort((a, b) => rank(b) - rank(a)).map(({ text }) => text)),
    detail: [
      ...several(findings),
      ...changed.map(({ host }) => `Register it: shipit patch add --from ${host}`),
      ...changed.flatMap(({ host, unregistered }) => unregistered.flatMap((one) => diffOf(host, one))),
    ],
    findings,
  };
}

/** One alone is the summary already. */
export const several = (findings: readonly Finding[]): readonly string[] =>
  findings.length === 1 ? [] : findings.map(({ text }) => text);

/** The file, and the first lines of what was done to it. */
export const diffOf = (host: string, { path, diff }: Unregistered): readonly string[] =>
  diff.length === 0 ? [] : [`${host}: ${path}`, ...clipped(diff)];

/** No more of a file's content than this is ever kept, and nothing of a private key: it may be cut in its middle here. */
export function clipped(diff: readonly string[]): readonly string[] {
  const lines = withoutKeys(diff);
  return [
    ...lines.slice(0, diffLines).map((line) => `  ${line}`),
    ...(lines.length > diffLines ? [`  … ${lines.length - diffLines} more lines`] : []),
  ];
}

function findingsOf(look: HostLook, known: ReadonlySet<string>): readonly Finding[] {
  const { host, problem, motd, tree, packages, unregistered } = look;
  if (problem !== undefined && motd?.known !== true && tree?.known !== true) {
    return [{ key: `asked:${host}`, verdict: 'unknown', text: `${host}: ${problem}` }];
  }

  const unread = (key: string, why: string): Finding => ({
    key: `${key}:${host}`,
    verdict: 'unknown',
    text: `${host}: ${why}`,
  });
  return [
    ...unregistered.map((one) => differenceFinding(host, one)),
    ...headFinding(look),
    ...(motd?.known === false ? [unread('motd', problem ?? motd.why)] : []),
    ...(motd?.known === true
      ? motd.markers
          .filter(({ id }) => id === undefined || !known.has(id))
          .map(({ id, text }): Finding => {
            const key = `motd:${id ?? digest(text)}:${host}`;
            return { key, verdict: 'no-go', text: `${host} says “${text}”, and nobody registered it` };
          })
      : []),
    ...(tree?.known === false ? [unread('tree', problem ?? tree.why)] : []),
    ...(tree?.known === true && tree.blind.length > 0
      ? [unread('blind', `not all of its tree could be read: ${firstOf(tree.blind, 'path')}`)]
      : []),
    ...(packages?.known === false ? [unread('packages', problem ?? packages.why)] : []),
    ...(packages?.known === true
      ? [
          ...packages.changed.map(
            (file): Finding => ({
              key: `package:${file}:${host}`,
              verdict: 'no-go',
              text: `${host}: ${file} is not as its package installed it, says ${packages.tool}`,
            }),
          ),
          ...(packages.cut
            ? [unread('packages-cut', `${packages.tool} said more than 2000 lines, and no more were read`)]
            : []),
          ...(packages.unread.length === 0
            ? []
            : [unread('packages', `${packages.tool} could not read ${plural(packages.unread.length, 'file')}`)]),
        ]
      : []),
  ];
}

/** The key carries the content: who accepted one change did not accept the next one of the same file. */
function differenceFinding(host: string, { path, what, sha256, withoutText, diff }: Unregistered): Finding {
  const content = sha256?.slice(0, 8) ?? digest(`${what}\n${diff.join('\n')}`);
  const words = {
    added: 'was added by hand',
    changed: 'was changed by hand',
    removed: 'was removed by hand',
    mode: 'may be executed here and not there, or the other way round',
    link: 'leads elsewhere, or became a link',
  }[what];
  const text = `${host}: ${path} ${words}${withoutText === undefined ? '' : ` (${withoutText})`}`;
  return { key: `${path}:${content}:${host}`, verdict: what === 'mode' ? 'warn' : 'no-go', text };
}

function headFinding({ host, tree }: HostLook): readonly Finding[] {
  if (tree?.known === true && tree.otherCommit && tree.deployed !== undefined) {
    const { base, deployed } = tree;
    const text = `${host}: its files are those of ${short(base)}, not ${short(deployed)}, which is said to run there`;
    return [{ key: `other:${short(base)}:${short(deployed)}:${host}`, verdict: 'no-go', text }];
  }

  if (tree?.known !== true || tree.head === undefined || tree.deployed === undefined) {
    return [];
  }

  const { head, deployed } = tree;
  const text = `${host} has ${short(head)} checked out, and ${short(deployed)} was deployed`;
  return [{ key: `head:${short(head)}:${host}`, verdict: 'no-go', text }];
}

const limited = (host: string, findings: readonly Finding[]): readonly Finding[] =>
  findings.length <= mostPerHost
    ? findings
    : [
        ...findings.slice(0, mostPerHost),
        {
          key: `more:${digest(findings.map(({ key }) => key).join('\n'))}:${host}`,
          verdict: worst(findings.slice(mostPerHost).map(({ verdict }) => verdict)),
          text: `${host}: and ${findings.length - mostPerHost} more`,
        },
      ];

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

const rank = ({ verdict }: Finding): number => ['n/a', 'go', 'warn', 'unknown', 'no-go'].indexOf(verdict);
