import { expect } from 'vitest';
import { only } from '../helpers/deploy-story.js';
import { hosts, testSsh } from '../helpers/sshd.js';
import { answer, launch, read, story } from '../helpers/story.js';

const sky = '{ask: "Is the sky clear?", id: sky}';
const release = '{release: {fetch: false, facets: {same: off, size: off}}}';

const onHosts = (deploy: string): string => `
targets:
  production: {hosts: [web1, web2], path: ~/app, revision: {file: REVISION}}
deploy: {run: '${deploy}', undo: "true"}
`;

testSsh(
  'a host that says nothing keeps no question waiting; a deploy without shipit is a no-go that names the hosts',
  async () => {
    const project = story([sky, release], onHosts('true'));
    const [logged, hotfix] = [project.commitId, project.commit('By hand, at night')];
    project.commit('Next');
    project.git('update-ref', 'refs/shipit/deployed/production', logged);
    const files = { 'app/REVISION': `${hotfix}\n` };
    const net = await hosts({ web1: { files }, web2: { files } });
    net.at('web2').hang();
    {
      await using terminal = project.open({ env: net.env });
      await terminal.see(/release +1 of 2 hosts/);
      await answer(terminal, 'Is the sky clear?', 'g');
      await terminal.see('1 of 2 hosts said what runs, not web2');
      net.at('web2').go();
      const screen = await read(terminal, 'Do all sources agree about what runs now?');
      expect(screen).toContain('somebody deployed without shipit');
      expect(screen).toContain(`${hotfix.slice(0, 7)} →`);
      terminal.press('s');
      await terminal.exited;
    }
    expect(project.answers()).toEqual(['sky go human', 'release/agrees stop human']);
    expect(only(project.records(), 'previous')).toMatchObject({
      previous: { commit: hotfix, sources: ['servers'] },
      said: [
        { from: 'web1', commit: hotfix },
        { from: 'web2', commit: hotfix },
      ],
    });
    const found = project.records().find(({ type, check }) => type === 'evidence' && check === 'release');
    expect(JSON.stringify(found)).toContain(
      `web1 and web2 run ${hotfix.slice(0, 7)}: somebody deployed without shipit`,
    );
    const difference = `release:agrees:${logged.slice(0, 7)}>${hotfix.slice(0, 7)}`;
    const stopped = project.records().findLast(({ type }) => type === 'answer');
    expect(stopped?.['findings']).toEqual([`${difference}:web1`, `${difference}:web2`]);
  },
);

testSsh(
  'what runs is asked before the launch and after the deploy: the commands know it, every host has the release',
  async () => {
    const deploy =
      'for h in web1 web2; do ssh $h "echo $SHIPIT_COMMIT after $SHIPIT_PREVIOUS > ~/app/was; echo $SHIPIT_COMMIT > ~/app/REVISION"; done';
    const project = story([release], onHosts(deploy));
    const live = project.commitId;
    const commitId = project.commit('Next');
    const files = { 'app/REVISION': `${live.slice(0, 10)}\n` };
    const net = await hosts({ web1: { files }, web2: { files } });
    {
      await using terminal = project.open({ env: net.env });
      await answer(terminal, 'Is this exactly what you mean to ship?', 'g');
      await launch(terminal, { ...project, phrase: `production ${commitId.slice(0, 7)}` });
      expect((await terminal.exited).exitCode).toBe(0);
    }
    const asked = project.records().filter(({ type, check }) => type === 'evidence' && check === 'revision');
    expect(asked).toMatchObject([{ verdict: 'go', summary: `2 hosts run ${commitId.slice(0, 7)}` }]);
    expect(
      net
        .at('web1')
        .log()
        .match(/Accepted publickey/g)?.length,
    ).toBeGreaterThan(2);
    expect(only(project.records(), 'previous')).toMatchObject({ previous: { commit: live } });
  },
);
