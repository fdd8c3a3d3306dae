import { imageProblem } from './docker-image.js';
import type { ImageUse } from './docker-images.js';
import { substituted } from './docker-variables.js';

/** The `image:` lines of a compose file. What a service builds itself has its Dockerfile. */
export const composeImages = (text: string): readonly ImageUse[] =>
  text.split(/\r?\n/).flatMap((raw, index) => {
    const [, , written] = /^\s+image:\s+(["']?)([^\s"'#]+)\1\s*(?:#.*)?$/.exec(raw) ?? [];
    if (written === undefined) {
      return [];
    }

    const image = substituted(written, new Map());
    const problem = imageProblem(image);
    return [{ image, line: index + 1, ...(problem === undefined ? {} : { problem }) }];
  });
