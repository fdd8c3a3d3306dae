import type { NetChange } from '../../world/git-contents.js';
import type { GatherContext } from '../kind.js';
import { composeImages } from '../pins/docker-compose.js';
import { dockerImages } from '../pins/docker-images.js';
import { dockerCommands } from '../pins/docker-run.js';

/**
 * The changed paths that say what a project depends on: manifests and lock files, and of what builds and starts images
 * those where an image or an installation is another one. Undefined where that cannot be read.
 */
export async function dependencyPaths(
  changes: readonly NetChange[],
  { world, signal }: Pick<GatherContext, 'world' | 'signal'>,
): Promise<readonly string[] | undefined> {
  const looked = changes.filter(({ path }) => !neverDeployed.test(path));
  const builds = looked.flatMap(({ path, before, after }) => {
    const needs = needsOf(path);
    return needs === undefined || isDependencyFile(path) ? [] : [{ path, needs, ids: [before, after] }];
  });
  const manifests = looked.map(({ path }) => path).filter(isDependencyFile);
  if (builds.length === 0) {
    return manifests;
  }

  const ids = builds.flatMap((one) => one.ids.filter((id) => id !== undefined));
  const blobs = await world.git.blobs(ids, signal);
  const textOf = (id: string | undefined): string | undefined =>
    id === undefined ? '' : blobs.known ? blobs.value.get(id) : undefined;
  const compared = builds.map(({ path, needs, ids: [before, after] }) => {
    const [was, is] = [textOf(before), textOf(after)];
    return { path, changed: was === undefined || is === undefined ? undefined : needs(was) !== needs(is) };
  });
  const all = [...manifests, ...compared.filter(({ changed }) => changed).map(({ path }) => path)];
  return all.length === 0 && compared.some(({ changed }) => changed === undefined) ? undefined : all;
}

/** Whether the file is a manifest or a lock file. */
export const isDependencyFile = (path: string): boolean => dependencyFile.test(path);

/** What such a text builds on, installs or starts; undefined for a file that does none of it. */
function needsOf(path: string): ((text: string) => string) | undefined {
  if (dockerFile.test(path)) {
    return (text) => JSON.stringify([dockerImages(text).map(({ image }) => image), installsIn(text)]);
  }

  return composeFile.test(path) ? (text) => JSON.stringify(composeImages(text).map(({ image }) => image)) : undefined;
}

const installsIn = (text: string): readonly unknown[] =>
  dockerCommands(text)
    .map(({ command }) => JSON.stringify(command))
    .filter((command) => /"(?:install|add|i|ci|sync|update|upgrade)"/.test(command));

/** Where people work, and what tests are made of. */
const neverDeployed = /(?:^|\/)(?:\.devcontainer|testdata|__fixtures__)\//;

const dockerFile =
  /(^|\/)((Dockerfile|Containerfile)([.-](?!dockerignore$)[\w.-]+)?|[\w.-]+\.([Dd]ockerfile|[Cc]ontainerfile))$/;

const composeFile = /(^|\/)(docker-)?compose([.-][\w.-]+)?\.ya?ml$/;

const names = [
  'package(-lock)?\\.json',
  'npm-shrinkwrap\\.json',
  'yarn\\.lock',
  'pnpm-lock\\.yaml',
  'pnpm-workspace\\.yaml',
  'bun\\.lockb?',
  'deno\\.(jsonc?|lock)',
  '[^/]*(requirements|constraints)[^/]*\\.(txt|in|lock)',
  'requirements/[^/]+\\.(txt|in|lock)',
  'pyproject\\.toml',
  'setup\\.(py|cfg)',
  '(poetry|uv|pdm)\\.lock',
  'Pipfile(\\.lock)?',
  '(environment|conda-lock)\\.ya?ml',
  'pixi\\.(toml|lock)',
  'Gemfile(\\.lock)?',
  'gems\\.(rb|locked)',
  '[^/]+\\.gemspec',
  'composer\\.(json|lock)',
  'go\\.(mod|sum|work(\\.sum)?)',
  'Cargo\\.(toml|lock)',
  'mix\\.(exs|lock)',
  'pom\\.xml',
  'build\\.gradle(\\.kts)?',
  'gradle\\.lockfile',
  'libs\\.versions\\.toml',
  '[^/]+\\.(cs|fs|vb)proj',
  'packages\\.(lock\\.json|config)',
  'Directory\\.(Packages|Build)\\.props',
  'build\\.sbt',
  'project/(plugins\\.sbt|build\\.properties)',
  'gradle-wrapper\\.properties',
  'Podfile(\\.lock)?',
  'Cartfile(\\.resolved)?',
  'Package\\.(swift|resolved)',
  'pubspec\\.(yaml|lock)',
  'rebar\\.(config|lock)',
  'stack\\.yaml(\\.lock)?',
  'cabal\\.project(\\.freeze)?',
  '[^/]+\\.cabal',
  'flake\\.(nix|lock)',
  'Chart\\.(yaml|lock)',
  '\\.terraform\\.lock\\.hcl',
  'renv\\.lock',
  'conanfile\\.(txt|py)',
  'vcpkg\\.json',
  '\\.tool-versions',
  '\\.?mise\\.toml',
  '\\.(python|node|ruby|go|java|terraform)-version',
  '\\.nvmrc',
  'rust-toolchain(\\.toml)?',
];

const dependencyFile = new RegExp(`(^|/)(${names.join('|')})$`);
