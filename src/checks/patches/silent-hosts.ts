import type { CivilDate } from '../../calendar/civil.js';
import type { Verdict } from '../../checklist/model.js';
import type { HostLook } from './host-look.js';
import type { LookedAt } from './look.js';
import { nameHosts, namePatch } from './words.js';

interface Words {
  readonly verdict: Verdict;
  readonly kind: string;
  readonly text: string;
}

/** What can be put back by its content is still unknown on a host that nobody could ask: it is told apart. */
export function unlessSilent(
  look: LookedAt,
  words: Words,
  hosts: readonly HostLook[],
  today: CivilDate,
): readonly (Words & { readonly look: LookedAt })[] {
  const silent = hosts.filter((one) => look.hosts.includes(one.host) && isSilent(one));
  const [first] = silent;
  if (words.kind !== 'put-back' || first === undefined) {
    return [{ ...words, look }];
  }

  const names = silent.map(({ host }) => host);
  const asked = look.hosts.filter((host) => !names.includes(host));
  const patch = namePatch(look.patch, today);
  const text = `nobody knows whether ${patch} can be put back on ${nameHosts(names)}: ${first.problem ?? 'no answer'}`;
  return [
    ...(asked.length === 0 ? [] : [{ ...words, look: { ...look, hosts: asked } }]),
    { verdict: 'unknown', kind: 'unasked', text, look: { ...look, hosts: names } },
  ];
}

const isSilent = ({ problem, tree }: HostLook): boolean => problem !== undefined && tree?.known !== true;
