/**
 * The checklist of the throw-away project. It never depends on the day or the hour; it finds a release that is larger
 * than usual, and a backup that is too old.
 */
export const checklist = `shipit: 1
app: shop
calendar: {work_days: mon-fri, hours: "09:00-17:00"}
targets: {production: }
checks:
  - window:
    level: info              # a demo works on Sundays, too; take this line out of your own checklist
  - release: {branch: main, max_commits: 5}
  - tests: {run: node --test}
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
  - run: node ops/probe.mjs
    id: probe
    question: Does the live shop run this release?
    why: A deploy command said ok once, and the old version went on running.
  - ask: Have you used the shop yourself since the deploy?
    id: used
    why: It was down for an hour, and the first to notice was a customer.
`;
