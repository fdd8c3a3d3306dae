import { addDays, type CivilDate } from '../../calendar/civil.js';

/** What ends one day, by the key of the finding: the certificate within six weeks, whatever day it is. */
export const expires = (today: CivilDate): string =>
  `${JSON.stringify(
    {
      certificate: { what: 'the certificate of shop.test', date: addDays(today, 24) },
      domain: { what: 'the registration of shop.test', date: addDays(today, 230) },
    },
    undefined,
    2,
  )}\n`;

/** So many days before the demo a colleague accepted that. */
export const acceptedDaysAgo = 10;

/** The acknowledgement that goes with it, as `shipit ack` writes it. */
export const acks = (today: CivilDate): string => `- key: expiring:certificate
  reason: it renews itself two weeks before its end, as it did last year
  by: bob
  at: ${addDays(today, -acceptedDaysAgo)}
  until: ${addDays(today, 10)}
`;
