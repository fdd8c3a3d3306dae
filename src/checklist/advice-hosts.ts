import type { Advice, AdviceContext } from './advice-request.js';
import type { Target } from './model.js';

/** What is asked of hosts that nobody names says nothing: nobody should believe that it protects them. */
export const adviseOnHosts = (context: AdviceContext): readonly Advice[] => [
  ...noHosts(context),
  ...probesNowhere(context),
];

const noHosts = ({ checklist, items }: AdviceContext): readonly Advice[] =>
  checklist.targets.some(hasHosts)
    ? []
    : items
        .filter(({ item }) => item.kind === 'servers' && !namesItsOwn(item.options))
        .map(({ item, at }) => ({
          rule: 'no-hosts',
          message: `no target names hosts, so \`${item.id}\` never applies`,
          place: at(),
          hint: 'write `hosts` of the target: [deploy@web1]',
        }));

/** Named ones, or those that a command prints. */
export const hasHosts = ({ hosts }: Target): boolean => !Array.isArray(hosts) || hosts.length > 0;

/** Hosts or images of the item itself. */
const namesItsOwn = (options: unknown): boolean =>
  typeof options === 'object' && options !== null && ('hosts' in options || 'images' in options);

/** Probes of `servers` for a host that no target names. Which hosts a command prints, nobody knows here. */
function probesNowhere({ checklist, items }: AdviceContext): readonly Advice[] {
  const known = checklist.targets.map(({ hosts }) => (Array.isArray(hosts) ? hosts : undefined));
  return items
    .filter(({ item }) => item.kind === 'servers')
    .flatMap(({ item, at }) => {
      const own = entry(item.options, 'hosts');
      const lists = own === undefined ? known : [Array.isArray(own) ? own : undefined];
      const hosts = new Set<unknown>(['each', 'first', ...lists.flatMap((list) => list ?? [])]);
      return lists.includes(undefined)
        ? []
        : Object.entries(entry(item.options, 'probes') ?? {}).flatMap(([name, written]) => {
            const host = entry(written, 'host');
            return host === undefined || hosts.has(host) || hosts.size === 2
              ? []
              : [
                  {
                    rule: 'probe-nowhere',
                    message: `probe \`${name}\` never runs: ${String(host)} is not one of the hosts`,
                    place: at(item.kind, 'probes', name),
                    hint: 'write each, first, or a host of the target',
                  },
                ];
          });
    });
}

const entry = (map: unknown, key: string): unknown =>
  typeof map === 'object' && map !== null && Object.hasOwn(map, key) ? Reflect.get(map, key) : undefined;
