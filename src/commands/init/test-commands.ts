import { scriptsNamed } from './package-scripts.js';
import { pythonTests } from './python.js';
import { type Recipe, recipesNamed } from './recipes.js';
import { findLine } from './search-text.js';
import { at, type Clue, type Seen } from './seen.js';

/** How the tests are run, the project's own command first, then what its language has for it. */
export function testCommands(seen: Seen): readonly Clue[] {
  const own = [
    ...recipesNamed(seen, ['test', 'tests']),
    ...scriptsNamed(seen, ['test']),
    ...recipesNamed(seen, ['check']),
  ];
  const clues = [
    ...own.filter(({ parameters }) => parameters.length === 0).map(fromRecipe),
    ...scripts(seen),
    ...pythonTests(seen),
    ...byFile.flatMap((rule) => fromFile(rule, seen) ?? []),
  ];
  return clues.filter(({ value }, index) => clues.findIndex((other) => other.value === value) === index);
}

const fromRecipe = ({ run, path, line, what, name }: Recipe): Clue => ({
  value: run,
  where: at(path, line),
  why: `${what} "${name}"`,
  sure: 'sure',
});

function scripts({ files, executable }: Seen): readonly Clue[] {
  const paths = [
    'bin/test',
    'script/test',
    'scripts/test',
    'script/test.sh',
    'scripts/test.sh',
    'test.sh',
    'run-tests.sh',
  ];
  return paths
    .filter((path) => files.includes(path))
    .map((path) => ({
      value: executable.has(path) ? (path.includes('/') ? path : `./${path}`) : `sh ${path}`,
      where: path,
      why: 'test script',
      sure: 'sure',
    }));
}

interface Rule {
  readonly file: string;
  readonly run: string;
  readonly why: string;
  /** Another file, or directory with something in it, that must be there too. */
  readonly needs?: string;
}

const byFile: readonly Rule[] = [
  { file: 'bin/rails', run: 'bundle exec rspec', why: 'Rails with RSpec', needs: 'spec/' },
  { file: 'bin/rails', run: 'bin/rails test', why: 'Rails' },
  { file: '.rspec', run: 'bundle exec rspec', why: 'RSpec' },
  { file: 'go.mod', run: 'go test ./...', why: 'Go module' },
  { file: 'Cargo.toml', run: 'cargo test', why: 'Cargo package' },
  { file: 'mix.exs', run: 'mix test', why: 'Mix project' },
  { file: 'gradlew', run: './gradlew test', why: 'Gradle' },
  { file: 'build.gradle', run: 'gradle test', why: 'Gradle' },
  { file: 'build.gradle.kts', run: 'gradle test', why: 'Gradle' },
  { file: 'mvnw', run: './mvnw test', why: 'Maven' },
  { file: 'pom.xml', run: 'mvn test', why: 'Maven' },
  { file: 'artisan', run: 'php artisan test', why: 'Laravel' },
  { file: 'phpunit.xml', run: 'vendor/bin/phpunit', why: 'PHPUnit' },
  { file: 'phpunit.xml.dist', run: 'vendor/bin/phpunit', why: 'PHPUnit' },
  { file: 'deno.json', run: 'deno test', why: 'Deno' },
  { file: 'Rakefile', run: 'bundle exec rake test', why: 'Rakefile and test/', needs: 'test/' },
];

function fromFile({ file, run, why, needs }: Rule, seen: Seen): Clue | undefined {
  const isThere =
    seen.files.includes(file) && (needs === undefined || seen.files.some((each) => each.startsWith(needs)));
  return isThere ? { value: run, where: place(file, seen), why, sure: 'likely' } : undefined;
}

/** A module file is pointed at by the line that names the module. */
const place = (file: string, { texts }: Seen): string =>
  at(file, findLine(texts.get(file) ?? '', /^(module |\[package\])/)?.line);
