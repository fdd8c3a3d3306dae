import type { Finding } from '../../run/evidence.js';
import { short } from '../../run/release.js';
import { plural } from '../../text/plural.js';
import type { FacetFound } from '../kind.js';
import { facetOf, notApplicable } from './facet.js';
import { isCompared } from './facets-changed.js';
import type { HostGround } from './ground.js';
import { hasCrashed } from './probe-run.js';
import { verdictOf, withoutFacet } from './words.js';

/** One library in two versions in one process. */
export function twiceFacet(hosts: readonly HostGround[], isCollected: boolean): FacetFound {
  if (!isCollected) {
    return notApplicable('not looked at: `collect` leaves it out');
  }

  const all = hosts.flatMap(({ host, diff }) => diff.twice.map((one) => ({ host, ...one })));
  const known = all.filter(({ severity }) => severity === 'info').length;
  return facetOf(
    [
      ...all.map(({ host, key, severity, library, module, programs, files }) => ({
        key: withoutFacet(key, 'twice'),
        verdict: verdictOf(severity),
        text: `${host}: ${programs.join(', ')} has ${library} twice: ${files.slice(0, 4).join(' and ')}${module === '' ? '' : ` (${module})`}`,
      })),
      ...hosts.flatMap(({ host, look: { state } }): readonly Finding[] =>
        state.unread['twice'] === undefined
          ? []
          : [{ key: `unread:${host}`, verdict: 'unknown', text: `${host}: not known: ${state.unread['twice']}` }],
      ),
    ],
    known === 0 ? 'no library is loaded twice' : `${plural(known, 'library', 'libraries')} loaded twice, as before`,
  );
}

/** Libraries that something needs and that are not there. */
export function missingFacet(hosts: readonly HostGround[], isCollected: boolean): FacetFound {
  if (!isCollected) {
    return notApplicable('not looked at: `collect` leaves it out');
  }

  const all = hosts.flatMap(({ host, diff }) => diff.missing.map((one) => ({ host, ...one })));
  const known = all.filter(({ severity }) => severity === 'info').length;
  const unread = hosts.flatMap(({ host, look: { state } }): readonly Finding[] =>
    state.unread['ldd'] === undefined
      ? []
      : [{ key: `unread:${host}`, verdict: 'unknown', text: `${host}: not known: ${state.unread['ldd']}` }],
  );
  if (unread.length === 0 && hosts.every(({ look: { state } }) => state.missing === undefined)) {
    return notApplicable('no runtime has libraries to look at');
  }

  return facetOf(
    [
      ...all.map(({ host, key, severity, library, files }) => ({
        key: withoutFacet(key, 'missing'),
        verdict: verdictOf(severity),
        text: `${host}: ${library} is not there, and is needed by ${files[0] ?? 'a library'}${files.length > 1 ? ` and ${files.length - 1} more` : ''}`,
      })),
      ...unread,
    ],
    known === 0 ? 'every library is there' : `${plural(known, 'library', 'libraries')} missing, as before`,
  );
}

/** What a fresh process says. A crash is never anything but a no-go, whatever was before. */
export function probesFacet(hosts: readonly HostGround[]): FacetFound {
  const count = hosts.reduce((sum, { look }) => sum + Object.keys(look.probes).length, 0);
  if (count === 0) {
    return notApplicable('no probes are named');
  }

  const found = hosts.flatMap(({ host, diff, look }) => {
    const told = diff.probes.map((one): Finding => {
      const crash = look.probes[one.probe];
      const verdict = crash !== undefined && hasCrashed(crash) ? 'no-go' : verdictOf(one.severity);
      const name = one.name === undefined ? one.probe : `${one.probe}: ${one.name}`;
      return {
        key: withoutFacet(withoutFacet(one.key, 'probe'), 'probes'),
        verdict,
        text: `${host}: ${name}: ${one.text}`,
      };
    });
    const named = new Set(diff.probes.map(({ probe }) => probe));
    return [
      ...told,
      ...Object.entries(look.probes).flatMap(([name, result]): readonly Finding[] =>
        result.state === 'ok' || (result.state === 'failed' && named.has(name))
          ? []
          : [
              {
                key: `${name}:${host}`,
                verdict: result.state === 'failed' ? 'no-go' : 'unknown',
                text: `${host}: ${name}: ${result.text}`,
              },
            ],
      ),
    ];
  });
  const once = found.filter(
    (one, index) => found.findIndex(({ key, verdict }) => key === one.key && verdict === one.verdict) === index,
  );
  return facetOf(once, `all ${plural(count, 'probe')} pass in a fresh process`, {
    detail: hosts.flatMap(({ host, look }) =>
      Object.entries(look.probes).map(([name, result]) => `${host}: ${name}: ${result.text}`),
    ),
  });
}

/** A kernel or what else takes effect only after a reboot. That nothing says so proves nothing on Debian. */
export function rebootFacet(hosts: readonly HostGround[]): FacetFound {
  const asked = hosts.filter(
    ({ look: { state } }) => state.reboot !== undefined || state.needrestart !== undefined || state.unread['reboot'],
  );
  if (asked.length === 0) {
    return notApplicable('not looked at');
  }

  return facetOf(
    asked.flatMap(({ host, look: { state } }): readonly Finding[] => {
      const kernel = state.needrestart?.kernel ?? 0;
      const reasons = [
        ...(state.reboot ?? []),
        ...(kernel >= 2 ? [`needrestart says that a ${kernel === 2 ? 'compatible ' : ''}new kernel waits`] : []),
      ];
      if (state.reboot === undefined && reasons.length === 0) {
        const why = state.unread['reboot'] ?? 'nothing says so';
        return [{ key: `unread:${host}`, verdict: 'unknown', text: `${host}: not known: ${why}` }];
      }

      return reasons.length === 0
        ? []
        : [{ key: host, verdict: 'warn', text: `${host}: a reboot is pending: ${reasons.join(', ')}` }];
    }),
    'nothing says that a reboot is pending',
  );
}

/** Whether there is something to compare with. What is asked here is whether today’s state is known good. */
export function baselineFacet(hosts: readonly HostGround[]): FacetFound {
  const findings = hosts.flatMap(({ host, baseline, since, look, brokenSnapshots }): readonly Finding[] => [
    ...(baseline.how === 'none'
      ? [{ key: host, verdict: 'warn' as const, text: `${host}: ${baseline.why}` }]
      : baseline.how === 'history' && since === undefined
        ? [
            {
              key: host,
              verdict: 'warn' as const,
              text: `${host}: no snapshot is kept, and it has no package logs${look.state.unread['history'] === undefined ? '' : ` (${look.state.unread['history']})`}`,
            },
          ]
        : []),
    ...(brokenSnapshots.length === 0
      ? []
      : [
          {
            key: `broken:${host}`,
            verdict: 'warn' as const,
            text: `${host}: ${plural(brokenSnapshots.length, 'snapshot')} cannot be used: ${brokenSnapshots[0]}`,
          },
        ]),
  ]);
  const compared = hosts.filter(isCompared);
  if (hosts.length === 0) {
    return notApplicable('no host could be looked at');
  }

  const byLogs = compared.filter(({ baseline }) => baseline.how === 'history').length;
  return facetOf(
    findings,
    byLogs > 0
      ? `no snapshot yet: the package logs since the last deploy, on ${plural(byLogs, 'host')}`
      : `compared with ${baselineWords(compared)}`,
    findings.some(({ key }) => !key.startsWith('broken:'))
      ? { detail: ['Go on, and the state of today is kept as known good once the deploy ends well.'] }
      : {},
  );
}

/** `the healthy deploy of 8c6783b`; several where hosts have different ones. */
export const baselineWords = (hosts: readonly HostGround[]): string =>
  [...new Set(hosts.map(wordsOf))].slice(0, 3).join(', ');

function wordsOf({ baseline }: HostGround): string {
  switch (baseline.how) {
    case 'snapshot':
      return baseline.file ?? `the healthy deploy of ${short(baseline.snapshot.commit)}`;
    case 'host':
      return `${baseline.host} as it is now`;
    case 'history':
      return 'the package logs';
    case 'none':
      return 'nothing';
  }
}
