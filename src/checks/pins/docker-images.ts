import { type ImageProblem, imageProblem } from './docker-image.js';
import { type DockerInstruction, dockerLines } from './docker-lines.js';
import { substituted } from './docker-variables.js';

/** One image that a build starts from or copies from. */
export interface ImageUse {
  /** With the defaults of its arguments put in; raw. */
  readonly image: string;
  /** From 1. */
  readonly line: number;
  readonly problem?: ImageProblem;
}

/** Every image a Dockerfile builds on; stages of its own and `scratch` are none. */
export function dockerImages(text: string): readonly ImageUse[] {
  const defaults = new Map<string, string>();
  const stages = new Set<string>();
  const uses: ImageUse[] = [];
  let isBeforeFirst = true;
  for (const instruction of dockerLines(text)) {
    const { keyword, rest, line } = instruction;
    if (keyword === 'ARG' && isBeforeFirst) {
      for (const word of wordsOf(rest)) {
        const [, name = '', value = ''] = /^([A-Za-z_][A-Za-z0-9_]*)(?:=([\s\S]*))?$/.exec(word) ?? [];
        defaults.set(name, substituted(value, defaults));
      }
    } else if (keyword === 'FROM') {
      isBeforeFirst = false;
      const words = wordsOf(rest).filter((word) => !word.startsWith('--'));
      const image = substituted(words[0] ?? '', defaults);
      if (!stages.has(image.toLowerCase()) && image !== 'scratch') {
        uses.push(imageUse(image === '' ? (words[0] ?? '') : image, line));
      }

      const [, as, stage] = words;
      if (as?.toLowerCase() === 'as' && stage !== undefined) {
        stages.add(stage.toLowerCase());
      }
    } else {
      for (const image of copiedFrom(instruction)) {
        if (!/^\d+$/.test(image) && !stages.has(image.toLowerCase())) {
          uses.push(imageUse(substituted(image, defaults), line));
        }
      }
    }
  }

  return uses;
}

function imageUse(image: string, line: number): ImageUse {
  const problem = imageProblem(image);
  return { image, line, ...(problem === undefined ? {} : { problem }) };
}

/** `COPY --from=IMAGE`, `RUN --mount=type=bind,from=IMAGE`. */
function copiedFrom({ keyword, rest }: DockerInstruction): readonly string[] {
  const flags = wordsOf(/^(?:--\S+\s+)*/.exec(rest)?.[0] ?? '');
  return flags.flatMap((flag) => {
    const [, from] =
      (keyword === 'COPY' && /^--from=(.+)$/.exec(flag)) ||
      (keyword === 'RUN' && /^--mount=(?:.*,)?from=([^,]+)/.exec(flag)) ||
      [];
    return from === undefined ? [] : [from];
  });
}

const wordsOf = (text: string): readonly string[] =>
  text
    .split(/\s+/)
    .map((word) => word.replaceAll(/["']/g, ''))
    .filter((word) => word !== '');
