/** The files of a project whose contents are looked at, the telling ones first. */
export const wantedFiles = (files: readonly string[]): readonly string[] =>
  patterns.flatMap((pattern) => files.filter((file) => pattern.test(file)).slice(0, mostOfAKind));

const mostOfAKind = 12;

const patterns: readonly RegExp[] = [
  /^(package|composer|app)\.json$/,
  /^(pyproject\.toml|setup\.cfg|Cargo\.toml|go\.mod|mix\.exs|Gemfile)$/,
  /^(GNUmakefile|[Mm]akefile)$/,
  /^\.?[Jj]ustfile$/,
  /^[Tt]askfile\.ya?ml$/,
  /^fabfile\.py$/,
  /^deploy\.php$/,
  /^fly\.toml$/,
  /^serverless\.ya?ml$/,
  /^config\/deploy\.rb$/,
  /^config\/deploy\/[^/]+\.rb$/,
  /^config\/deploy(\.[^/]+)?\.yml$/,
  /^((public|static|docs)\/)?CNAME$/,
  /^((bin|scripts?|ops|tools)\/)?(deploy|rollback|undo)(\.sh)?$/,
  /^ops\/patches\.yml$/,
  /^\.shipit\/acks\.yml$/,
  /^((helm|chart|charts|deploy|k8s)\/)?([^/]+\/)?Chart\.ya?ml$/,
  /^((ops|ansible|deploy|infra)\/)?(ansible\/)?(inventory|hosts|production)(\.(ini|ya?ml))?$/,
  /^((ops|ansible|deploy|infra)\/)?(ansible\/)?inventor(y|ies)\/([^/]+\/)?[^/]+$/,
];
