/** Whether a name is what one of the patterns says; `*` stands for anything or nothing. Linear in pattern and name. */
export const matchesAny = (patterns: readonly string[], name: string): boolean =>
  patterns.some((pattern) => matches(pattern, name));

function matches(pattern: string, name: string): boolean {
  const [start = '', ...rest] = pattern.split('*');
  const end = rest.pop();
  if (end === undefined) {
    return pattern === name;
  }

  if (!name.startsWith(start)) {
    return false;
  }

  let at = start.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) {
      return false;
    }

    at = found + part.length;
  }

  return name.endsWith(end) && at <= name.length - end.length;
}
