/**
 * The checklist of the throw-away project. It never depends on the day or the hour; it finds the first day after a
 * leave, a release that is larger than usual, and a backup that is too old.
 * @param url where the live shop is served
 */
export const checklist = (url: string): string => `shipit: 1
app: shop
calendar: {work_days: mon-fri, hours: "09:00-17:00"}
people:
  ada: {name: Ada Lind, emails: [ada@shop.test]}
  bob: {name: Bob Okafor, emails: [bob@shop.test]}
  grace: {name: Grace Hall, emails: [grace@shop.test]}
  mei: {name: Mei Tanaka, emails: [mei@shop.test]}
targets:
  production: {url: "${url}", revision: {url: "${url}revision"}}
last_deploy: [ref, log]
checks:
  - window:
    level: info              # a demo works on Sundays, too; take this line out of your own checklist
  - absence: {rest: 2}       # the first two days back
  - release: {branch: main, max_commits: 5}
  - tests: {run: node --test}
  - run: node ops/expiring.mjs
    id: expiring
    question: Does all that the shop needs last for six more weeks?
    why: The certificate ended on a Sunday, and every browser warned of the shop.
  - run: node ops/backup-check.mjs
    id: backup
    question: Is there a backup of the orders from today?
    why: A deploy ate the orders of a week once, and the newest backup was older than that.
  - ask: Has anyone announced unusual traffic for today?
    id: traffic
    go: no
    why: A campaign and a deploy at the same hour hide each other's failures.
deploy:
  run: node ops/deploy.mjs "$SHIPIT_COMMIT"
  undo: node ops/deploy.mjs "$SHIPIT_PREVIOUS"
  timeout: 2m
after:
  - watch:
      for: 20s               # a demo is short; 30m is what a real shop takes
      every: 1s
      ask_at: end
      probes:
        home: {url: "${url}", body: tea}
        crashes: {log: ../shop.log}
    why: It was down for an hour, and the first to notice was a customer.
`;
