import { host, line, problem } from '../../checklist/types.js';
import type { z } from '../../checklist/zod.js';

/** Where the state of an image comes from. */
export type ImageRef =
  | { readonly type: 'snapshot'; readonly file: string; readonly text: string }
  | { readonly type: 'ssh'; readonly host: string; readonly text: string }
  | { readonly type: 'docker'; readonly image: string; readonly text: string };

/** `snapshot:FILE`, `ssh:HOST`, or the name of a docker image. The name is a word of its own and never an option. */
export const imageRef: z.ZodType<ImageRef, string> = line(1000)
  .transform((text, context): ImageRef => {
    if (text.startsWith('snapshot:')) {
      const file = text.slice('snapshot:'.length);
      return file === ''
        ? problem(context, 'names no file; write snapshot:ops/web1.json')
        : { type: 'snapshot', file, text };
    }

    if (text.startsWith('ssh:')) {
      const name = text.slice('ssh:'.length);
      return host.safeParse(name).success
        ? { type: 'ssh', host: name, text }
        : problem(context, 'is not a valid host; write ssh:web1');
    }

    // The tag of an image is often a commit: these two words stand for the run's own, and nothing else is filled in.
    return /^[A-Za-z0-9](?:[A-Za-z0-9._:/@-]|\$SHIPIT_(?:COMMIT|PREVIOUS)(?![A-Z_]))*$/.test(text)
      ? { type: 'docker', image: text, text }
      : problem(context, 'is not the name of an image; write registry/app:tag, ssh:web1 or snapshot:FILE');
  })
  .meta({
    description:
      'A docker image (`$SHIPIT_COMMIT` and `$SHIPIT_PREVIOUS` may stand in it), `ssh:HOST`, or `snapshot:FILE`.',
    examples: ['registry/shop:42', 'ssh:web1'],
  });

/** The same with the run's commits in the place of their names; undefined where one of them is not known. */
export function withCommits(
  ref: ImageRef,
  commits: { readonly commit: string; readonly previous: string | undefined },
): ImageRef | undefined {
  if (ref.type !== 'docker') {
    return ref;
  }

  const isKnown = commits.previous !== undefined || !ref.image.includes('$SHIPIT_PREVIOUS');
  const image = ref.image
    .replaceAll('$SHIPIT_COMMIT', commits.commit)
    .replaceAll('$SHIPIT_PREVIOUS', commits.previous ?? '');
  return isKnown ? { ...ref, image } : undefined;
}

export const namesPrevious = (ref: ImageRef): boolean =>
  ref.type === 'docker' && ref.image.includes('$SHIPIT_PREVIOUS');
