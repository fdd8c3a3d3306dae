/** What is wrong with the name of an image; undefined: its digest or its tag names one version. */
export type ImageProblem = 'no tag' | 'latest' | 'a tag that moves' | 'not known before the build';

export interface ImageName {
  readonly name: string;
  readonly tag?: string;
  readonly digest?: string;
}

/**
 * `registry.local:5000/team/app` has a port and no tag: a colon makes a tag only after the last slash
 * (github.com/distribution/reference).
 */
export function imageName(image: string): ImageName {
  const at = image.indexOf('@');
  const named = at < 0 ? image : image.slice(0, at);
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  return {
    name: colon < 0 ? named : named.slice(0, colon),
    ...(colon < 0 ? {} : { tag: named.slice(colon + 1) }),
    ...(at < 0 ? {} : { digest: image.slice(at + 1) }),
  };
}

/** A digest is a pin; a tag with a number in it is good enough; a word moves. */
export function imageProblem(image: string): ImageProblem | undefined {
  const { name, tag, digest } = imageName(image);
  if (image.includes('$') || name === '') {
    return 'not known before the build';
  }

  if (digest !== undefined && /^[a-z0-9]+(?:[+._-][a-z0-9]+)*:[0-9a-f]{32,}$/i.test(digest)) {
    return undefined;
  }

  if (tag === undefined || tag === '') {
    return 'no tag';
  }

  return tag === 'latest' ? 'latest' : /\d/.test(tag) ? undefined : 'a tag that moves';
}
