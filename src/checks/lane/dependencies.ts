const names = [
  'package(-lock)?\\.json',
  'npm-shrinkwrap\\.json',
  'yarn\\.lock',
  'pnpm-lock\\.yaml',
  'pnpm-workspace\\.yaml',
  'bun\\.lockb?',
  '[^/]*(requirements|constraints)[^/]*\\.(txt|in)',
  'requirements/[^/]+\\.(txt|in)',
  'pyproject\\.toml',
  'setup\\.(py|cfg)',
  '(poetry|uv|pdm)\\.lock',
  'Pipfile(\\.lock)?',
  'Gemfile(\\.lock)?',
  'gems\\.(rb|locked)',
  '[^/]+\\.gemspec',
  'composer\\.(json|lock)',
  'go\\.(mod|sum|work)',
  'Cargo\\.(toml|lock)',
  'mix\\.(exs|lock)',
  'pom\\.xml',
  'build\\.gradle(\\.kts)?',
  'gradle\\.lockfile',
  'libs\\.versions\\.toml',
  '[^/]+\\.(cs|fs|vb)proj',
  'packages\\.lock\\.json',
];

const dependencyFile = new RegExp(`(^|/)(${names.join('|')})$`);

/** Whether the file says what a project depends on: a manifest, or a lock file. */
export const isDependencyFile = (path: string): boolean => dependencyFile.test(path);
