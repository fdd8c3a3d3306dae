/** What is wrong with the name of an image; undefined: its digest or its tag names one version. */
export type ImageProblem = 'no tag' | 'latest' | 'a tag that moves' | 'a range' | 'not known before the build';

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

/**
 * A digest is a pin; a tag with a version, a date, a build or a commit in it is good enough. A word moves, and so does one
 * number: `python:3` is the newest of them.
 */
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

  return tag === 'latest' ? 'latest' : exact.test(tag) ? undefined : /\d/.test(tag) ? 'a range' : 'a tag that moves';
}

/**
 * `3.11`, `v1.2`, `node18.12.0`, `2024-01-11`, `20240111`, `1809`, a commit. `alpine3.19` is the version of what it is built
 * on.
 */
const exact =
  /(?<!alpine|[\d.])\d+\.\d+\.\d+|(?:^|[^A-Za-z\d.])v?\d+\.\d+|(?:^|[^A-Za-z\d])\d{4,}(?![A-Za-z\d])|\d{4}-\d\d-\d\d|(?:^|[^A-Za-z\d])(?=[a-f]*\d)[\da-f]{7,40}(?![A-Za-z\d])/;
