const work = 'dev|devel|develop|development|tests?|testing|lint|docs?|examples?';

/** By its own name, or by a directory that is called so and not only begins so: `dev-portal/` is deployed. */
const directoryForWork = new RegExp(`^(?:${work})$`, 'i');
const fileForWork = new RegExp(`(?:^|[-_.])(?:${work})(?=$|[-_.])`, 'i');

const isForWork = (path: string): boolean => {
  const parts = path.split('/');
  const name = parts.pop() ?? '';
  return parts.some((part) => directoryForWork.test(part)) || fileForWork.test(name);
};

/** Directories that hold somebody else's files, or none that is installed. */
const elsewhere = /(?:^|\/)(?:node_modules|site-packages|vendor|third_party|\.[^/]+|fixtures?|testdata)\//i;

/** Neither for work nor somebody else's. @param path with or without what its name ends with */
export const isDeployed = (path: string): boolean => !isForWork(path) && !elsewhere.test(path);

/** `requirements.txt`, `prod-requirements.txt`, `requirements/base.txt`, and the `requirements.lock` of Rye, which pip reads. */
const named = /(?:^|\/)(?:(?:[\w.-]+[-_.])?requirements[\w.-]*\.(?:txt|lock)|requirements\/[\w.-]+\.txt)$/i;

/** `system-requirements.txt` and its like: packages of something else, prose, or tools for work. */
const ofOthers =
  /(?:^|[/_.-])(?:apt|apk|yum|dnf|brew|os|system|r|npm|gem|galaxy|ansible|product|functional|business|hardware|user|ci|build|tox|typing|mypy|rtd|readthedocs|bench(?:marks?)?)[-_.]requirements[\w.-]*$/i;

/** Requirements files that a deploy may install from: `requirements.txt`, `requirements-prod.txt`, `requirements/base.txt`. */
export const requirementsIn = (paths: readonly string[]): readonly string[] => {
  const found = paths.filter(
    (path) =>
      named.test(path) &&
      !/(?:^|\/)constraints[\w.-]*\.txt$/i.test(path) &&
      !ofOthers.test(path) &&
      isDeployed(path.replace(/\.(?:txt|lock)$/i, '')),
  );
  const charts = new Set(found.some(isLock) ? paths.filter((path) => path.endsWith('requirements.yaml')) : []);
  // Helm 2 has a requirements.lock, too, for its requirements.yaml.
  return found.filter((path) => !isLock(path) || !charts.has(path.replace(/\.lock$/i, '.yaml')));
};

const isLock = (path: string): boolean => /\.lock$/i.test(path);

/** What pip is given with `-r`, by its name alone. */
export const isRequirements = (path: string): boolean =>
  (/\.(?:txt|in)$/i.test(path) || (isLock(path) && named.test(path))) && !/(?:^|\/)constraints[^/]*$/i.test(path);

/** Those in the directory of a manifest, or in its `requirements/`: what lies elsewhere is for something else. */
export function requirementsBeside(manifest: string, requirements: readonly string[]): readonly string[] {
  const directory = manifest.slice(0, manifest.lastIndexOf('/') + 1);
  return requirements.filter((path) => {
    const rest = path.startsWith(directory) ? path.slice(directory.length) : undefined;
    return rest !== undefined && isRequirements(path) && /^(?:requirements\/.+|[^/]+)$/i.test(rest);
  });
}

/** `constraints*.txt` beside a requirements file. */
export const constraintsBeside = (root: string, paths: readonly string[]): readonly string[] => {
  const directory = root.slice(0, root.lastIndexOf('/') + 1);
  return paths.filter(
    (path) => path.startsWith(directory) && /^constraints[\w.-]*\.txt$/i.test(path.slice(directory.length)),
  );
};

/** `pyproject.toml`, `Pipfile`, `setup.cfg` of the project itself. */
export const manifestsNamed = (name: string, paths: readonly string[]): readonly string[] =>
  paths.filter((path) => (path === name || path.endsWith(`/${name}`)) && isDeployed(path));
