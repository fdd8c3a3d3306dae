/**
 * The hosts of a target that a patch is about, as the target names them. The register may leave user and port away, as
 * people do: `web1` is `deploy@web1:2222`.
 */
export const hostsOfPatch = (named: readonly string[], hosts: readonly string[]): readonly string[] =>
  hosts.filter((host) => named.some((name) => isSameHost(name, host)));

export const isSameHost = (name: string, host: string): boolean =>
  name === host || (name === bare(name) && name === bare(host));

/** Without user and port. */
const bare = (host: string): string => {
  const [, bracketed, name] = /^(?:[^@]*@)?(?:\[([^\]]*)\]|([^:]*))(?::\d+)?$/.exec(host) ?? [];
  return bracketed === undefined ? (name ?? host) : `[${bracketed}]`;
};
