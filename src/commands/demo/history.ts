import type { CivilDate } from '../../calendar/civil.js';
import { acceptedDaysAgo, acks, expires } from './accepted.js';
import { checklist } from './checklist.js';
import { backup, backupCheck, deploy, expiring } from './operations.js';

/** One commit of the throw-away project. */
export interface DemoCommit {
  readonly subject: string;
  readonly author: DemoAuthor;
  /** So long before the demo, whatever day it is: the history is always some days old. */
  readonly hoursAgo: number;
  /** Texts by path. */
  readonly files: Readonly<Record<string, string>>;
}

export interface DemoAuthor {
  readonly name: string;
  readonly email: string;
}

/** Who sits at the keyboard, as the project's own git configuration says, and was away for three weeks. */
export const operator: DemoAuthor = { name: 'Ada Lind', email: 'ada@shop.test' };
/** The last to deploy. */
export const bob: DemoAuthor = { name: 'Bob Okafor', email: 'bob@shop.test' };
const grace: DemoAuthor = { name: 'Grace Hall', email: 'grace@shop.test' };
const mei: DemoAuthor = { name: 'Mei Tanaka', email: 'mei@shop.test' };

/** So long ago the first release went live. */
export const deployedHoursAgo = 50;

const show = `/** Cents as a person reads them. */
export const show = (cents) => \`\${(cents / 100).toFixed(2)} EUR\`;
`;

const total = `/** What it costs, in cents. */
export const total = (lines) => lines.reduce((sum, { price, count }) => sum + price * count, 0);
`;

const page = `import { total } from './cart.js';
import { show } from './money.js';

const cart = [{ name: 'tea', price: 245, count: 12 }];
console.log(\`12 x tea, \${show(total(cart))}\`);
`;

const cartTest = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { total } from '../src/cart.js';
import { show } from '../src/money.js';

test('a cart costs what is in it', () => assert.equal(total([{ price: 245, count: 2 }]), 490));
test('cents are shown as euros', () => assert.equal(show(490), '4.90 EUR'));
`;

/**
 * What runs on production when the demo begins.
 * @param url where the live shop is served
 */
export const firstRelease = (url: string, today: CivilDate): readonly DemoCommit[] => [
  {
    subject: 'A shop that sells tea',
    author: operator,
    hoursAgo: 30 * 24,
    files: {
      'README.md': '# shop\n\nSells tea. Made by `shipit demo`, gone when it is over.\n',
      'package.json': '{ "name": "shop", "private": true, "type": "module", "scripts": { "test": "node --test" } }\n',
      'config/shop.json': '{ "openAllNight": false }\n',
      'src/money.js': show,
      'src/cart.js': total,
      'src/page.js': page,
      'test/cart.test.js': cartTest,
    },
  },
  {
    subject: 'Deploy with a checklist',
    author: mei,
    hoursAgo: 15 * 24,
    files: {
      'shipit.yml': checklist(url),
      'ops/deploy.mjs': deploy,
      'ops/backup.mjs': backup,
      'ops/backup-check.mjs': backupCheck,
      'ops/expiring.mjs': expiring,
      'ops/expires.json': expires(today),
    },
  },
  {
    subject: 'Accept the certificate until it renews itself',
    author: bob,
    hoursAgo: acceptedDaysAgo * 24,
    files: { '.shipit/acks.yml': acks(today) },
  },
];

const discount = `/** What it costs, in cents. From ten pieces of one thing on it is a tenth less. */
export const total = (lines) =>
  lines.reduce((sum, { price, count }) => sum + price * count * (count >= 10 ? 0.9 : 1), 0);
`;

/** What the demo ships: more than the checklist takes for a small release, by three people. */
export const secondRelease: readonly DemoCommit[] = [
  {
    subject: 'A tenth off from ten pieces on',
    author: bob,
    hoursAgo: 46,
    files: {
      'src/cart.js': discount,
      'test/discount.test.js': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { total } from '../src/cart.js';

test('ten pieces cost a tenth less', () => assert.equal(total([{ price: 100, count: 10 }]), 900));
test('nine pieces do not', () => assert.equal(total([{ price: 100, count: 9 }]), 900));
`,
    },
  },
  {
    subject: 'Round half a cent up',
    author: bob,
    hoursAgo: 31,
    files: { 'src/money.js': show.replace('(cents / 100)', '(Math.round(cents) / 100)') },
  },
  {
    subject: 'Say what was saved',
    author: mei,
    hoursAgo: 28,
    files: {
      'src/page.js': page.replace('show(total(cart))}', 'show(total(cart))}, a tenth off'),
    },
  },
  {
    subject: 'Open all night',
    author: mei,
    hoursAgo: 26,
    files: { 'config/shop.json': '{ "openAllNight": true }\n' },
  },
  {
    subject: 'Test a cart with nothing in it',
    author: grace,
    hoursAgo: 5,
    files: {
      'test/empty.test.js': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { total } from '../src/cart.js';

test('an empty cart costs nothing', () => assert.equal(total([]), 0));
`,
    },
  },
  {
    subject: 'Describe the discount',
    author: grace,
    hoursAgo: 2,
    files: {
      'README.md': '# shop\n\nSells tea, cheaper by the dozen. Made by `shipit demo`, gone when it is over.\n',
    },
  },
];
