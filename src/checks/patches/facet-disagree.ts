import type { Checklist } from '../../checklist/model.js';
import type { Finding } from '../../run/evidence.js';
import type { FacetFound } from '../kind.js';
import type { Looks } from './all-looks.js';
import { several } from './facet-unregistered.js';
import { isSameHost } from './hosts.js';
import type { LookedAt } from './look.js';
import { firstOf } from './words.js';

/** Facet `disagree`: register, labels, the message of the day and the files themselves tell different stories. */
export function disagreeFacet(looks: Looks, targets: Checklist['targets']): FacetFound {
  const { register, labels, hosts } = looks;
  const hasMarkers = hosts.some(({ motd }) => motd?.known === true && motd.markers.length > 0);
  if (register.all.length === 0 && !hasMarkers && (labels.state !== 'known' || labels.list.length === 0)) {
    return { verdict: 'n/a', summary: 'there is nothing that could disagree' };
  }

  const findings = [
    ...markerFindings(looks),
    ...fileFindings(looks),
    ...hosts.flatMap(droppedFindings),
    ...labelFindings(looks),
    ...register.all.flatMap((patch) => strangers(patch, targets)),
  ].map(({ key, text }): Finding => ({ key, verdict: 'warn', text }));
  return findings.length === 0
    ? { verdict: 'go', summary: 'they agree' }
    : {
        verdict: 'warn',
        summary: firstOf(findings.map(({ text }) => text)),
        detail: several(findings),
        findings,
      };
}

type Said = Pick<Finding, 'key' | 'text'>;

function markerFindings({ register, hosts }: Looks): readonly Said[] {
  const isUsed = hosts.some(({ motd }) => motd?.known === true && motd.markers.some(({ id }) => id !== undefined));
  return hosts.flatMap(({ host, motd }): readonly Said[] => {
    if (motd?.known !== true) {
      return [];
    }

    const ids = motd.markers.flatMap(({ id }) => id ?? []);
    const stale = register.all
      .filter(({ id, state }) => ids.includes(id) && state !== 'applied')
      .map(({ id, state }) => ({
        key: `motd:${id}:${host}`,
        text: `${host} says in its message of the day that ${id} is there, and the register says ${state}`,
      }));
    const elsewhere = register.all
      .filter((patch) => ids.includes(patch.id) && patch.state === 'applied')
      .filter((patch) => !patch.hosts.some((name) => isSameHost(name, host)))
      .map(({ id }) => ({
        key: `motd-host:${id}:${host}`,
        text: `${host} names ${id}, and the register has other hosts`,
      }));
    const silent = isUsed
      ? of(register.applied, host)
          .filter(({ patch }) => !ids.includes(patch.id))
          .map(({ patch: { id } }) => ({
            key: `no-motd:${id}:${host}`,
            text: `${host} does not name ${id} in its message of the day`,
          }))
      : [];
    return [...stale, ...elsewhere, ...silent];
  });
}

/** What the tree of a host says of the patches that are registered for it. */
function fileFindings({ register, hosts }: Looks): readonly Said[] {
  return hosts.flatMap(({ host, onHost }) =>
    of(register.applied, host).flatMap(({ patch: { id } }): readonly Said[] => {
      switch (onHost.get(id)) {
        case 'not-there':
          return [{ key: `not-there:${id}:${host}`, text: `${id} is not on ${host}, or not as it was registered` }];
        case 'in-base':
          return [
            {
              key: `in-base:${id}:${host}`,
              text: `${id} is in what was deployed on ${host} already: shipit patch resolve ${id}`,
            },
          ];
        default:
          return [];
      }
    }),
  );
}

const droppedFindings = ({ host, stillThere }: Looks['hosts'][number]): readonly Said[] =>
  stillThere.map((id) => ({
    key: `dropped:${id}:${host}`,
    text: `${id} (dropped) is still on ${host}; this deploy overwrites it, and nothing puts it back`,
  }));

const of = (applied: readonly LookedAt[], host: string): readonly LookedAt[] =>
  applied.filter(({ hosts }) => hosts.includes(host));

function labelFindings({ register, labels }: Looks): readonly Said[] {
  if (labels.state !== 'known') {
    return [];
  }

  const closed = labels.list
    .filter(({ number, state }) => state === 'closed' && !register.all.some(({ pr }) => pr === number))
    .map(({ number, title }) => ({
      key: `closed:${number}`,
      text: `pull request ${number} "${title}" carries the label, and was closed without being merged`,
    }));
  const without = register.applied
    .filter(({ patch: { pr } }) => pr !== undefined && !labels.list.some(({ number }) => number === pr))
    .map(({ patch: { id, pr } }) => ({
      key: `label:${id}`,
      text: `pull request ${pr} of ${id} does not carry the label`,
    }));
  return [...closed, ...without];
}

/** A host of the register that no target has is misspelt, or gone; where targets list their hosts. */
function strangers({ id, state, hosts }: Looks['register']['all'][number], targets: Checklist['targets']) {
  const listed = targets.flatMap((target) => (Array.isArray(target.hosts) ? (target.hosts as readonly string[]) : []));
  if (state !== 'applied' || listed.length === 0 || targets.some((target) => !Array.isArray(target.hosts))) {
    return [];
  }

  return hosts
    .filter((name) => !listed.some((host) => isSameHost(name, host)))
    .map((name) => ({ key: `host:${id}:${name}`, text: `${id} is registered for ${name}, which no target has` }));
}
