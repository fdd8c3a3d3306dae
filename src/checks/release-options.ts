import type { Command } from '../checklist/model.js';
import { command, globs, line, oneOrMore, positiveDuration } from '../checklist/types.js';
import { z } from '../checklist/zod.js';

/** Durations are milliseconds. */
export interface ReleaseOptions {
  /** Globs over branch and tag names; any branch if absent. */
  readonly branch?: readonly string[];
  readonly max_commits: number;
  readonly max_age: number;
  readonly fetch: boolean;
  readonly risky: readonly string[];
  readonly undo_check?: Command;
}

export const releaseOptions: z.ZodType<ReleaseOptions> = z.strictObject({
  branch: oneOrMore(line(200)).exactOptional().describe('Branches or tags that may be deployed: `main`, `v*`.'),
  max_commits: z.int().min(1).default(50).describe('More commits than this are a warning.'),
  max_age: positiveDuration.default(14 * 86_400_000).describe('A last deploy longer ago than this is a warning.'),
  fetch: z.boolean().default(true).describe('Ask the remote what is new before comparing.'),
  risky: globs.default(defaultRisky()).describe('Paths that are named when the release changes them.'),
  undo_check: command.exactOptional().describe('A command that proves that there is a way back.'),
});

/** Where a small change has gone far. */
function defaultRisky(): readonly string[] {
  const words = ['auth*', 'payment*', 'billing*', 'security*', 'permission*'];
  const files = ['Dockerfile*', 'docker-compose*', '.gitlab-ci.yml', 'Jenkinsfile', '*.tf'];
  const places = ['.github/workflows/**', 'config/**', 'deploy/**', 'infra/**', 'terraform/**'];
  return [...words.flatMap((word) => [`**/${word}`, `**/${word}/**`]), ...files.map((file) => `**/${file}`), ...places];
}
