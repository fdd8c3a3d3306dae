import type { Kind } from '../../src/checks/kind.js';
import { generated, page, table } from './markdown.js';

/** The way into the documentation. */
export const indexPage = (kinds: readonly Kind[]): string =>
  page(
    '# Documentation',
    generated('build/docs/index-page.ts and src/checks'),
    table(
      ['page', 'what it holds'],
      [
        ['[checklist.md](checklist.md)', 'the checklist file: every key, its type, its default, an example'],
        [
          '[lint.md](lint.md)',
          'what `shipit lint` says: mistakes, advice, the merged checklist, its output for programs',
        ],
        ['[acknowledgements.md](acknowledgements.md)', 'known findings, accepted until a date'],
        ['[signoff.md](signoff.md)', '`shipit signoff`: what the product manager says about a commit, as a file'],
        ['[patches.md](patches.md)', 'changes made directly on servers: the register, and what a deploy puts back'],
        ['[ssh.md](ssh.md)', 'what shipit asks of a host, what it never does, what each problem means'],
        ['[status.md](status.md)', '`shipit status`, what is offered before a new run, Ctrl-Z, SHIPIT_DEBUG'],
        ['[exit-codes.md](exit-codes.md)', 'how every command ends, for scripts'],
        ['[architecture.md](architecture.md)', 'how shipit is built: the floors, the way of a key and of a finding'],
        ['[guarantees.md](guarantees.md)', 'what you can rely on, and what not'],
        [
          '[reliability.md](reliability.md)',
          'every fault and every bad input, what happens then, and the test that shows it',
        ],
        ['[security.md](security.md)', 'what is trusted, what is not, what is written down and what is not'],
        ['[log.md](log.md)', '`shipit log`: its commands, and the filters that they share'],
        ['[stats.md](stats.md)', '`shipit log stats`: what each figure means, and its output for programs'],
        ['[export.md](export.md)', '`shipit log export`: a page, tables, data for programs; a run for a post-mortem'],
        ['[audit-log.md](audit-log.md)', 'the format of the audit log, and how to check it without shipit'],
      ],
    ),
    '## Kinds of items',
    table(
      ['kind', 'why'],
      kinds.map(({ name, why }) => [`[\`${name}\`](kinds/${name}.md)`, why]),
    ),
    'Every key once, with comments: [checklists/example.yml](../checklists/example.yml). To work on shipit itself: [CONTRIBUTING.md](../CONTRIBUTING.md).',
  );
