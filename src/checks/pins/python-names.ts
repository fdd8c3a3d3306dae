/** A distribution's name as PEP 503 compares it: `Django_Scarface` and `django.scarface` are one. */
export const normalised = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[-_.]+/g, '-');

/** What every virtualenv has without anybody asking for it. */
export const installers: ReadonlySet<string> = new Set(['pip', 'setuptools', 'wheel', 'distribute', 'pkg-resources']);
