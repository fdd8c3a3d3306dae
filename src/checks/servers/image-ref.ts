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

    return /^[A-Za-z0-9][A-Za-z0-9._:/@-]*$/.test(text)
      ? { type: 'docker', image: text, text }
      : problem(context, 'is not the name of an image; write registry/app:tag, ssh:web1 or snapshot:FILE');
  })
  .meta({ description: 'A docker image, `ssh:HOST`, or `snapshot:FILE`.', examples: ['registry/shop:42', 'ssh:web1'] });
