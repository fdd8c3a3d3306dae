import type { Advice, AdviceContext } from './advice-request.js';
import type { Target } from './model.js';

/** An item about hosts says nothing where no target names any: nobody should believe that it protects them. */
export const adviseOnHosts = ({ checklist, items }: AdviceContext): readonly Advice[] =>
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

const hasHosts = ({ hosts }: Target): boolean => !Array.isArray(hosts) || hosts.length > 0;

/** Hosts or images of the item itself. */
const namesItsOwn = (options: unknown): boolean =>
  typeof options === 'object' && options !== null && ('hosts' in options || 'images' in options);
