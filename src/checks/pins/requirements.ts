import type { CommitFiles, PinFinding, PinsPart, PinsReader, ReadOptions, Requirement } from './model.js';
import { constraintsBeside, isRequirements, requirementsIn } from './requirements-find.js';
import { type PlacedRequirement, type RequirementsTree, requirementsTree } from './requirements-tree.js';

/** `requirements*.txt` with the constraints beside them and what they include. */
export const requirements: PinsReader = {
  wants: (files, options) =>
    rootsOf(files, options).flatMap((root) => {
      const { missing } = treeOf(root, files);
      return [root, ...constraintsBeside(root, files.paths), ...missing];
    }),
  read: (files, options) => {
    const roots = rootsOf(files, options).map((root) => ({ root, tree: treeOf(root, files) }));
    const included = new Set(roots.flatMap(({ root, tree }) => tree.files.filter((path) => path !== root)));
    // Two that include one another are a circle, and at least one of them has to be looked at.
    const top = roots.filter(({ root }) => options.files?.includes(root) || !included.has(root));
    return (top.length === 0 ? roots : top).map(({ root, tree }) => partOf(root, tree, files, options));
  },
};

const rootsOf = ({ paths }: CommitFiles, { files }: ReadOptions): readonly string[] =>
  files === undefined ? requirementsIn(paths) : files.filter((path) => isRequirements(path) && paths.includes(path));

const treeOf = (root: string, files: CommitFiles): RequirementsTree =>
  requirementsTree(root, constraintsBeside(root, files.paths), files);

function partOf(root: string, tree: RequirementsTree, files: CommitFiles, { ignore }: ReadOptions): PinsPart {
  const pins = pinsOf(tree.requirements);
  const wanted = tree.requirements.filter(({ constraint }) => !constraint);
  const direct = wanted.map((one): Requirement => {
    const { name = one.wanted, path, line } = one;
    const byConstraint = pins.get(name);
    const isBare = one.exact === undefined && !one.local && !isAddress(one);
    return { name, wanted: one.wanted, pinned: one.pinned || (isBare && byConstraint !== undefined), path, line };
  });
  const loose = direct.filter(({ name, pinned }) => !pinned && !ignore.includes(name));
  return {
    ecosystem: 'python',
    name: root,
    files: tree.files.flatMap((path) => {
      const blob = files.blob(path);
      return blob === undefined ? [] : [{ path, blob }];
    }),
    direct,
    ...(wanted.length === 0 && pins.size === 0 ? {} : { locked: pins }),
    whole: tree.compiled,
    neededBy: tree.neededBy,
    fine: {
      ranges: `${root}: all ${direct.length} pinned`,
      ...(tree.compiled ? { transitive: `${root} names indirect ones, too` } : {}),
    },
    findings: [
      ...unread(root, tree),
      ...loose.map(looseFinding),
      ...twice(tree.requirements),
      ...halfHashed(root, wanted),
      ...tree.problems.map(
        ({ key, text, unread: isUnread }): PinFinding => ({
          facet: 'ranges',
          key: `py:${key}`,
          text,
          ...(isUnread ? { verdict: 'unknown' } : {}),
        }),
      ),
    ],
  };
}

const isAddress = ({ wanted }: PlacedRequirement): boolean => wanted.includes('/');

/** Exact versions by name; of what is pinned by a commit or a hash, that. */
function pinsOf(all: readonly PlacedRequirement[]): ReadonlyMap<string, string> {
  const pins = new Map<string, string>();
  for (const { name, exact, pinned, wanted } of all) {
    if (name !== undefined && pinned) {
      const version = exact ?? wanted;
      const before = pins.get(name);
      pins.set(name, before === undefined || before === version ? version : `${before}, ${version}`);
    }
  }
  return pins;
}

const unread = (root: string, { missing }: RequirementsTree): readonly PinFinding[] =>
  missing.map((path) => ({
    facet: 'ranges',
    key: `py:unread:${path}`,
    text: path === root ? `${path} could not be read` : `${path} could not be read, and ${root} takes it in`,
    verdict: 'unknown',
  }));

function looseFinding({ name, wanted, path, line }: Requirement): PinFinding {
  const at = `${path}:${line}`;
  const said = wanted.includes('/')
    ? `${name} in ${at} is not pinned: what is behind ${wanted} may change; name a whole commit or a hash`
    : `${name} in ${at} is not pinned: ${wanted === '' ? 'any version may come' : `${wanted} leaves several versions`}`;
  return { facet: 'ranges', key: `py:${name}`, text: said };
}

/** pip refuses two of one name, unless markers keep them apart. */
function twice(all: readonly PlacedRequirement[]): readonly PinFinding[] {
  const first = new Map<string, PlacedRequirement>();
  return all.flatMap((one): readonly PinFinding[] => {
    if (one.name === undefined || one.exact === undefined || one.marker !== '') {
      return [];
    }

    const before = first.get(one.name);
    first.set(one.name, before ?? one);
    return before === undefined || before.exact === one.exact
      ? []
      : [
          {
            facet: 'ranges',
            key: `py:twice:${one.name}`,
            text: `${one.name} is pinned twice: ${before.exact} in ${before.path}:${before.line}, ${one.exact} in ${one.path}:${one.line}`,
          },
        ];
  });
}

/** With one hash pip wants them all (`--require-hashes`), and installs nothing else. */
function halfHashed(root: string, wanted: readonly PlacedRequirement[]): readonly PinFinding[] {
  const [bare, ...more] = wanted.filter(
    ({ hashed, local, wanted: text }) => !hashed && !local && !/[#&]sha\d+=/.test(text),
  );
  return bare === undefined || !wanted.some(({ hashed }) => hashed)
    ? []
    : [
        {
          facet: 'ranges',
          key: `py:hashes:${root}`,
          text: `${root}: some have a hash, ${bare.name ?? bare.wanted}${more.length === 0 ? '' : ` and ${more.length} more`} have none: pip installs none of them`,
        },
      ];
}
