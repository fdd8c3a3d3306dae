import type { PackageEvent } from '../host-state.js';
import { type HostZone, localTime } from './local-time.js';
import { Unreadable } from './part.js';
import { partialBy } from './rows.js';

/**
 * apt's history.log, oldest first: stanzas of `Key: value` lines (apt's own format, written by apt-pkg/history). One
 * without End-Date was interrupted. What the cut at the beginning left of a stanza is not read.
 * @throws Unreadable
 */
export function readHistory(text: string): { readonly value: readonly PackageEvent[]; readonly partial?: string } {
  const begin = text.indexOf('text\n');
  if (text.length > maxText || begin === -1) {
    throw new Unreadable('the history of apt could not be understood');
  }

  const stanzas = text
    .slice(begin + 5)
    .split(/^(?=Start-Date:)/m)
    .filter((stanza) => stanza.startsWith('Start-Date:'));
  const zone = zoneOf(text.slice(0, begin));
  const events = stanzas.map((stanza) => eventOf(stanza, zone)).filter((event) => event !== undefined);
  return { value: events.sort((a, b) => a.at - b.at), ...partialBy(stanzas.length - events.length, stanzas.length) };
}

/** The collector sends 400 KB and the zone. */
const maxText = 1_000_000;

function zoneOf(head: string): HostZone {
  const [, offset] = /^offset\t([+-]\d{4})$/m.exec(head) ?? [];
  const [, name] = /^zone\t(\S{1,60})$/m.exec(head) ?? [];
  if (offset === undefined) {
    throw new Unreadable('the host did not say its time zone');
  }

  return { offset, ...(name !== undefined && { name }) };
}

function eventOf(stanza: string, zone: HostZone): PackageEvent | undefined {
  const fields = new Map<string, string>();
  for (const line of stanza.split('\n')) {
    const [, key, value] = /^([A-Z][A-Za-z-]*): (.*)$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) {
      fields.set(key, fields.has(key) ? `${fields.get(key)}, ${value}` : value);
    } else if (line.trim() !== '') {
      return undefined;
    }
  }

  const at = localTime(fields.get('Start-Date') ?? '', zone);
  const changes = actions.flatMap((action) =>
    (fields.get(action) ?? '')
      .split(/(?<=\)), /)
      .filter(Boolean)
      .map((text) => changeOf(action, text)),
  );
  if (at === undefined || changes.includes(undefined)) {
    return undefined;
  }

  const command = fields.get('Commandline')?.slice(0, 300);
  const by = fields
    .get('Requested-By')
    ?.replace(/ \(\d+\)$/, '')
    .slice(0, 100);
  const broken = fields.get('Error')?.slice(0, 300) ?? (fields.has('End-Date') ? undefined : 'it has no end');
  return {
    at,
    changes: changes.filter((change) => change !== undefined),
    ...(command !== undefined && { command }),
    ...(by !== undefined && { by }),
    ...(broken !== undefined && { broken }),
  };
}

const actions = ['Install', 'Reinstall', 'Upgrade', 'Downgrade', 'Remove', 'Purge'] as const;

/** `libssl3:amd64 (3.0.17-1, 3.0.19-1)`; the second word of the others may be `automatic`. */
function changeOf(action: (typeof actions)[number], text: string): PackageEvent['changes'][number] | undefined {
  const [, name, inside] = /^([a-z0-9][a-z0-9+.-]*)(?::[a-z0-9-]+)? \(([^()]*)\)$/.exec(text) ?? [];
  if (name === undefined || inside === undefined) {
    return undefined;
  }

  const [first = '', second] = inside.split(', ');
  switch (action) {
    case 'Install':
      return { name, to: first };
    case 'Reinstall':
      return { name, from: first, to: first };
    case 'Upgrade':
    case 'Downgrade':
      return second === undefined ? undefined : { name, from: first, to: second };
    case 'Remove':
    case 'Purge':
      return { name, from: first };
  }
}
