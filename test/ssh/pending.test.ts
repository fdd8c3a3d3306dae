import { expect } from 'vitest';
import { migrations } from '../../src/checks/migrations/kind.js';
import { createSsh } from '../../src/world/ssh/ssh.js';
import { contextIn, gather, target } from '../checks/gathering.js';
import { repository } from '../helpers/repository.js';
import { hosts, testSsh } from '../helpers/sshd.js';

/** What Rails prints where this release is not yet: it knows nothing of the new migration. */
const table = (...lines: readonly string[]): string =>
  [' Status   Migration ID    Migration Name', ...lines, ''].join('\n');

testSsh(
  'what the database waits for is asked on the first host; what an earlier deploy left there is a warning',
  async () => {
    const well = { files: { 'status.txt': table('   up     20260101000000  Users') } };
    const net = await hosts({ web1: well, web2: well });
    const made = repository({ 'config/application.rb': '', 'db/migrate/20260101000000_users.rb': 'x\n' });
    const previous = { commit: made.git('rev-parse', 'HEAD'), sources: ['log'] };
    made.commit('Feeds', { 'db/migrate/20261119000000_feeds.rb': 'x\n' });
    const base = await contextIn(made.root);
    const world = { ...base.world, ssh: createSsh(net.commands, made.root) };
    const context = { ...base, previous, world, target: { ...target, hosts: ['web1', 'web2'] } };
    const pending = async (command: string | readonly string[]): Promise<unknown> =>
      (await gather(migrations, { pending: command }, context)).facets?.['pending']?.summary;
    expect(await pending('cat "$HOME/status.txt"')).toBe(
      'nothing is left over; 1 new migration is not known there yet (asked on web1, db:migrate:status)',
    );
    const left = table('   up     20260101000000  Users', '  down    20260102000000  Half way');
    expect(await pending(['printf', '%s', left])).toBe(
      '20260102000000 has still to run, and is not of this release (asked on web1, db:migrate:status)',
    );
    expect(await pending('no-such-program-here')).toBe('asked on web1: exit 127: the command was not found');
    expect(net.at('web2').log()).not.toContain('Accepted publickey');
    await net.at('web1').stop();
    expect(await pending('cat "$HOME/status.txt"')).toMatch(/^asked on web1: .*refused/);
  },
);
