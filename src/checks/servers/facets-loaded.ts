import { plural } from '../../text/plural.js';
import type { FacetFound } from '../kind.js';
import { facetOf, type HostFinding, notApplicable } from './facet.js';
import type { HostGround } from './ground.js';
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
        host,
        key: withoutFacet(key, 'twice'),
        verdict: verdictOf(severity),
        what: `${programs.join(', ')} has ${library} twice: ${files.slice(0, 4).join(' and ')}${module === '' ? '' : ` (${module})`}`,
      })),
      ...hosts.flatMap(({ host, look: { state } }): readonly HostFinding[] =>
        state.unread['twice'] === undefined
          ? []
          : [{ host, key: `unread:${host}`, verdict: 'unknown', what: `not known: ${state.unread['twice']}` }],
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
  const unread = hosts.flatMap(({ host, look: { state } }): readonly HostFinding[] =>
    state.unread['ldd'] === undefined
      ? []
      : [{ host, key: `unread:${host}`, verdict: 'unknown', what: `not known: ${state.unread['ldd']}` }],
  );
  if (unread.length === 0 && hosts.every(({ look: { state } }) => state.missing === undefined)) {
    const skipped = hosts.map(({ look: { state } }) => state.skipped?.['ldd']).find((why) => why !== undefined);
    return notApplicable(
      skipped === undefined ? 'no runtime has libraries to look at' : `${skipped}; name ldd in \`collect\` to do it`,
    );
  }

  return facetOf(
    [
      ...all.map(({ host, key, severity, library, files }) => ({
        host,
        key: withoutFacet(key, 'missing'),
        verdict: verdictOf(severity),
        what: `${library} is not there, and is needed by ${files[0] ?? 'a library'}${files.length > 1 ? ` and ${files.length - 1} more` : ''}`,
      })),
      ...unread,
    ],
    known === 0 ? 'every library is there' : `${plural(known, 'library', 'libraries')} missing, as before`,
  );
}
