import { jsonAt, jsonLine } from './json-text.js';
import { manageFile } from './python.js';
import { findLine } from './search-text.js';
import { at, type Clue, firstOf, type Seen } from './seen.js';

/** What the project is built with: the most telling thing about it. */
export function framework(seen: Seen): Clue | undefined {
  const { files, texts } = seen;
  const manage = manageFile(seen);
  const mix = findLine(texts.get('mix.exs') ?? '', /\{:phoenix,/);
  const found: readonly (Clue | undefined)[] = [
    manage === undefined ? undefined : known('Django', manage),
    files.includes('bin/rails') || files.includes('config/application.rb')
      ? known('Rails', files.includes('bin/rails') ? 'bin/rails' : 'config/application.rb')
      : undefined,
    files.includes('artisan') ? known('Laravel', 'artisan') : undefined,
    mix && known('Phoenix', at('mix.exs', mix.line)),
    ...['next', 'nuxt', '@nestjs/core', 'express', 'fastify', 'react'].map((name) => dependency(seen, name)),
    files.includes('pom.xml') || files.includes('build.gradle') || files.includes('build.gradle.kts')
      ? known('Java', firstOf(seen, ['pom.xml', 'build.gradle', 'build.gradle.kts']) ?? '')
      : undefined,
    files.includes('go.mod') ? known('Go', 'go.mod') : undefined,
    files.includes('Cargo.toml') ? known('Rust', 'Cargo.toml') : undefined,
    files.includes('mix.exs') ? known('Elixir', 'mix.exs') : undefined,
    files.includes('package.json') ? known('Node', 'package.json') : undefined,
    files.includes('composer.json') ? known('PHP', 'composer.json') : undefined,
    files.includes('pyproject.toml') || files.includes('requirements.txt')
      ? known('Python', firstOf(seen, ['pyproject.toml', 'requirements.txt']) ?? '')
      : undefined,
    files.includes('Gemfile') ? known('Ruby', 'Gemfile') : undefined,
  ];
  return found.find((clue) => clue !== undefined);
}

const known = (value: string, where: string): Clue => ({ value, where, why: 'is there', sure: 'sure' });

function dependency({ texts }: Seen, name: string): Clue | undefined {
  const text = texts.get('package.json');
  const line = jsonLine(text ?? '', ['dependencies', name]);
  return typeof jsonAt(text, ['dependencies', name]) === 'string'
    ? { value: `Node with ${name}`, where: at('package.json', line), why: 'dependency', sure: 'sure' }
    : undefined;
}

/** Where tests already run by themselves. */
export function ci({ files }: Pick<Seen, 'files'>): Clue | undefined {
  const found = places.flatMap(([pattern, value]) => {
    const file = files.find((each) => pattern.test(each));
    return file === undefined ? [] : [{ value, where: file, why: 'is there', sure: 'sure' } as const];
  });
  return found[0];
}

const places = [
  [/^\.github\/workflows\/[^/]+\.ya?ml$/, 'GitHub Actions'],
  [/^\.gitlab-ci\.yml$/, 'GitLab CI'],
  [/^\.circleci\/config\.yml$/, 'CircleCI'],
  [/^Jenkinsfile$/, 'Jenkins'],
  [/^\.buildkite\//, 'Buildkite'],
  [/^azure-pipelines\.yml$/, 'Azure Pipelines'],
  [/^bitbucket-pipelines\.yml$/, 'Bitbucket Pipelines'],
] as const;

/** Directories of a monorepo with a package of their own; none if everything is one package. */
export const packages = ({ files }: Pick<Seen, 'files'>): readonly string[] => [
  ...new Set(
    files.flatMap(
      (file) =>
        /^((?:apps|packages|services|libs|crates|modules)\/[^/]+)\/(?:package\.json|pyproject\.toml|go\.mod|Cargo\.toml)$/.exec(
          file,
        )?.[1] ?? [],
    ),
  ),
];
