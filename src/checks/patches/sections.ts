import type { SectionRequest } from '../../world/ssh/types.js';
import { findWords } from './ignore.js';
import script from './patches.sh';

/** Files of a tree that are looked at, at most. */
export const mostTreeFiles = 20_000;

/** Files whose text is asked for, at most. */
export const mostTexts = 40;

/** @param how whether somebody named these files, so that each has to be there */
export const motdSection = (files: readonly string[], how: 'named' | 'usual'): SectionRequest => ({
  name: 'patches motd',
  script,
  call: ['patches_motd', how, ...files],
});

export const treeSection = (path: string, ignore: readonly string[]): SectionRequest => ({
  name: 'patches tree',
  script,
  call: ['patches_tree', path, String(mostTreeFiles), ...findWords(ignore)],
});

/** Paths are relative to `path`. */
export const contentsSection = (path: string, files: readonly string[]): SectionRequest => ({
  name: 'patches contents',
  script,
  call: ['patches_contents', path, ...files.map((file) => `./${file}`)],
});

export const packagesSection: SectionRequest = { name: 'patches packages', script, call: ['patches_packages'] };
