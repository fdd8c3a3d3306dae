/** Whose rules the order of versions follows: `pep440` for python, `semver` for node. */
export type Scheme = 'dpkg' | 'rpm' | 'apk' | 'pep440' | 'semver';

/** -1: the first one is older. */
export type Order = -1 | 0 | 1;
