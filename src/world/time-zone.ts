import { readlinkSync } from 'node:fs';

/**
 * The operator's IANA zone. Intl knows it, but its first answer takes 10 ms and stands before the first frame; so the
 * two places where a system says it are looked at first, and Intl is asked where they say nothing clear.
 */
export function operatorTimeZone(
  env: Readonly<Record<string, string | undefined>> = process.env,
  localtime = '/etc/localtime',
): string {
  const named = env['TZ'];
  const zone = named === undefined || named === '' ? linkedZone(localtime) : named;
  if (zone !== undefined && utc.test(zone)) {
    return 'UTC';
  }

  return zone !== undefined && looksLikeZone.test(zone) ? zone : intlZone();
}

/** `Area/City`: what a rule like `EST5EDT4` or a file name is not. */
const looksLikeZone =
  /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)(?:\/[A-Z][A-Za-z_-]+){1,2}$/;

const utc = /^(?:Etc\/)?(?:UTC|UCT|Zulu)$/;

const intlZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

/** Linux and macOS: a link into the zone database. */
function linkedZone(localtime: string): string | undefined {
  try {
    return /\/zoneinfo\/(.+)$/.exec(readlinkSync(localtime))?.[1];
  } catch {
    return undefined;
  }
}
