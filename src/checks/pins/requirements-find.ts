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

/** Requirements files that a deploy may install from: `requirements.txt`, `requirements-prod.txt`, `requirements/base.txt`. */
export const requirementsIn = (paths: readonly string[]): readonly string[] =>
  paths.filter(
    (path) =>
      /(?:^|\/)(?:requirements[\w.-]*\.txt|requirements\/[\w.-]+\.txt)$/i.test(path) &&
      !/(?:^|\/)constraints[\w.-]*\.txt$/i.test(path) &&
      !isForWork(path.replace(/\.txt$/i, '')) &&
      !elsewhere.test(path),
  );

/** `constraints*.txt` beside a requirements file. */
export const constraintsBeside = (root: string, paths: readonly string[]): readonly string[] => {
  const directory = root.slice(0, root.lastIndexOf('/') + 1);
  return paths.filter(
    (path) => path.startsWith(directory) && /^constraints[\w.-]*\.txt$/i.test(path.slice(directory.length)),
  );
};

/** `pyproject.toml`, `Pipfile`, `setup.cfg` of the project itself. */
export const manifestsNamed = (name: string, paths: readonly string[]): readonly string[] =>
  paths.filter((path) => (path === name || path.endsWith(`/${name}`)) && !elsewhere.test(path) && !isForWork(path));
