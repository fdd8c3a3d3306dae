/** A secret as it turns up in a line, and the part of it that nobody may find again. */
export interface Secret {
  readonly kind: string;
  readonly line: string;
  readonly core: string;
}

/** How many kinds there are. */
export const secretKinds = 20;

/** @param n which kind it is of; the secret itself is new each time */
export function anySecret(random: () => number, n: number): Secret {
  const chars = (length: number, from = letters): string =>
    Array.from({ length }, () => from[Math.floor(random() * from.length)]).join('');
  const core = chars(24);
  const of = (kind: string, line: string, hidden = core): Secret => ({ kind, line, core: hidden });
  const forms: readonly (() => Secret)[] = [
    () => of('a URL password', `fatal: unable to access 'https://ada:${core}@git.test/x.git/': 403`),
    () => of('a URL token', `remote: https://${core}@git.test/x.git`),
    () => of('a bearer header', `> Authorization: Bearer ${core}`),
    () => of('a basic header', `{"authorization": "basic ${core}"}`),
    () => of('a GitHub token', `pushing with ghp_${core}${chars(12)}`),
    () => of('a GitLab token', `glpat-${core}`),
    () => of('a Slack token', `xoxb-${core}`),
    () => {
      const id = chars(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567');
      return of('a cloud key id', `key AKIA${id} refused`, id);
    },
    () => of('an AI key', `sk-proj-${core}`),
    () => of('a payment key', `charged with sk_live_${core}`),
    () => of('an npm token', `//registry.test/:_authToken=npm_${core}${chars(12)}`),
    () => of('a JSON Web Token', `eyJhbGciOiJIUzI1NiJ9.${core}.${chars(20)}`),
    () => of('a password in the environment', `DB_PASSWORD=${core} make`),
    () => of('a password in YAML', `  password: "${core}"`),
    () => of('a secret in JSON', `{"client_secret":"${core}","user":"ada"}`),
    () => of('an option', `mysql --password ${core} shop`),
    () => of('an API key', `X-Api-Key: ${core}`),
    () => of('a token in a query', `GET /x?access_token=${core} 401`),
    () => of('a search key of a map', `AIza${core}${chars(11)}`),
    () =>
      of(
        'a private key',
        `-----BEGIN OPENSSH PRIVATE KEY-----\n${core}${chars(40)}\n-----END OPENSSH PRIVATE KEY-----`,
      ),
  ];
  const made = forms[n % forms.length];
  if (made === undefined) {
    throw new Error(`there is no kind ${n}`);
  }

  return made();
}

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
