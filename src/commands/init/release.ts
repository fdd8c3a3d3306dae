import { manageFile } from './python.js';
import { at, type Clue, firstOf, type Seen } from './seen.js';

/** What the project says about its releases. */
export interface ReleaseFound {
  /** The bundled checklist that fits best: `django`, `rails`, `node`, `swat`, `rings`, `default`. */
  readonly bundled: Clue;
  /** A migration, if there are any. */
  readonly migrations?: Clue;
  /** A manifest of what is installed, if there is one. */
  readonly pins?: Clue;
}

export function releaseOf(seen: Seen): ReleaseFound {
  const migrations = first(seen, migrationFiles, 'migration');
  const pins = first(seen, manifests, 'manifest');
  return {
    bundled: bundledFor(seen, migrations !== undefined),
    ...(migrations === undefined ? {} : { migrations }),
    ...(pins === undefined ? {} : { pins }),
  };
}

/** What is rare tells more: rings and a review server before the framework. */
function bundledFor(seen: Seen, migrates: boolean): Clue {
  const rings = seen.files.find((file) => /(?:^|\/)rings?[-_]?\d*(?:\.[a-z]+)?(?:\/|$)/.test(file));
  const manage = manageFile(seen);
  const rails =
    firstOf(seen, ['config/application.rb', 'bin/rails']) ?? (migrates ? firstOf(seen, ['Gemfile']) : undefined);
  const found: readonly (readonly [string, string | undefined])[] = [
    ['rings', rings],
    ['swat', firstOf(seen, ['.gitreview'])],
    ['django', manage],
    ['rails', rails],
    ['node', firstOf(seen, ['package.json'])],
  ];
  const [name, where] = found.find(([, file]) => file !== undefined) ?? [];
  return name === undefined || where === undefined
    ? { value: 'default', where: '', why: '', sure: 'sure' }
    : { value: name, where: at(where), why: 'is there', sure: 'likely' };
}

/** The usual places; what the check itself finds is more. */
const migrationFiles: readonly RegExp[] = [
  /(?:^|\/)db\/(?:migrate|data|post_migrate)\/[0-9][^/]*\.rb$/,
  /(?:^|\/)migrations\/[0-9][^/]*\.(?:py|js|ts|php|sql)$/,
  /(?:^|\/)versions\/[0-9a-z_]+\.py$/,
  /(?:^|\/)migrations\/[^/]+\/migration\.sql$/,
  /(?:^|\/)db\/migration\/[VR][^/]*__[^/]*\.sql$/,
  /(?:^|\/)priv\/repo\/migrations\/[^/]+\.exs$/,
  /\.up\.sql$/,
];

const manifests: readonly RegExp[] = [
  /(?:^|\/)(?:requirements[^/]*\.txt|pyproject\.toml|Pipfile|package\.json|Gemfile|composer\.json|go\.mod|Cargo\.toml)$/,
  /(?:^|\/)(?:Dockerfile[^/]*|Containerfile)$/,
];

function first({ files }: Seen, patterns: readonly RegExp[], what: string): Clue | undefined {
  const isOwn = (file: string): boolean =>
    !/(?:^|\/)(?:tests?|spec|fixtures|testdata|node_modules|vendor)\//.test(file);
  const found = patterns
    .map((pattern) => files.find((file) => pattern.test(file) && isOwn(file)))
    .find((file) => file !== undefined);
  return found === undefined ? undefined : { value: what, where: found, why: 'is there', sure: 'sure' };
}
