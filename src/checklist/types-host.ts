import { z } from './zod.js';

const longestHost = 255;

/**
 * A host as ssh takes it: `web1`, `deploy@web1`, `deploy@web1:2222`, `[::1]`. The pattern is an allow-list: nothing in
 * it can be an option (`-oProxyCommand`), a second word or a metacharacter.
 */
export const host = z
  .string()
  .max(longestHost)
  .refine(isHost, 'is not a valid host; write web1, deploy@web1 or an ssh alias')
  .meta({ description: 'A host as ssh takes it: `web1`, `deploy@web1`, an ssh alias.', examples: ['deploy@web1'] });

export const mostHosts = 100;

/** At most 100 hosts, none twice. */
export const hosts = z
  .array(host)
  .max(mostHosts)
  .superRefine((list, context) => {
    list.forEach((one, index) => {
      if (list.indexOf(one) !== index) {
        context.addIssue({ code: 'custom', message: `\`${one}\` is given twice`, path: [index] });
      }
    });
  });

/** A systemd unit: `uwsgi`, `app@1.service`. */
export const unit = z
  .string()
  .max(255)
  .regex(/^[A-Za-z0-9_][A-Za-z0-9_.:@\\-]*$/, 'is not the name of a service');

/** `http` or `https`, without a password. */
export const webUrl = z
  .string()
  .max(2000)
  .refine(isWebUrl, 'is not a web address; write https://… without user, password and blanks')
  .meta({ description: 'A web address: `https://…`.' });

/** Whether ssh may be given this as a host; see `host`. */
export function isHost(text: string): boolean {
  if (text.length > longestHost) {
    return false;
  }

  const [, bracketed, named, port] =
    /^(?:[A-Za-z0-9_][A-Za-z0-9_.-]*@)?(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9_][A-Za-z0-9_.-]*))(?::(\d{1,5}))?$/.exec(
      text,
    ) ?? [];
  const known = bracketed === undefined ? named !== undefined : bracketed.includes(':');
  return known && (port === undefined || (Number(port) >= 1 && Number(port) <= 65_535));
}

function isWebUrl(text: string): boolean {
  if (!/^https?:\/\/[^\s\\]+$/i.test(text) || !URL.canParse(text)) {
    return false;
  }
  const { username, password } = new URL(text);
  return username === '' && password === '';
}
