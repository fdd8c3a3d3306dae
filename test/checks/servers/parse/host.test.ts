import { expect, test } from 'vitest';
import { readId } from '../../../../src/checks/servers/parse/id.js';
import { readNeedrestart } from '../../../../src/checks/servers/parse/needrestart.js';
import { readReboot } from '../../../../src/checks/servers/parse/reboot.js';
import { readUnits } from '../../../../src/checks/servers/parse/units.js';

test.each([
  ['os\tdebian\nversion\t"12"', 'debian 12'],
  ['os\t"rocky"\nversion\t"9.3"', 'rocky 9.3'],
  ["os\t'opensuse-leap'\nversion\t15.6", 'opensuse-leap 15.6'],
  ['os\tarch', 'arch'],
  ['', 'linux'],
])('the system of %j is %s', (release, os) => {
  const text = `user\tdeploy\nuid\t1000\nnow\t1795248517\nkernel\t6.1.0-27-amd64\n${release}\nbooted\t1795224393\n`;

  expect(readId(text).value).toEqual({
    os,
    kernel: '6.1.0-27-amd64',
    user: 'deploy',
    uid: 1000,
    now: 1795248517,
    booted: 1795224393,
  });
});

test('a host that does not say who it is, is not known', () => {
  expect(() => readId('user\troot\nuid\t\nnow\t1\nkernel\tx\n')).toThrow('the host did not say what it is');
});

// systemctl show of systemd 252, asked with TZ=UTC0.
const uwsgi = `unit\tuwsgi
MainPID=812
NRestarts=2
ExecMainStartTimestamp=Wed 2026-11-18 06:12:33 UTC
LoadState=loaded
ActiveState=active
`;
const unknown = `unit\tuwsgy
MainPID=0
NRestarts=0
ExecMainStartTimestamp=
LoadState=not-found
ActiveState=inactive
`;
const socket = `unit\tapp.socket
LoadState=loaded
ActiveState=active
`;

test('units say how they are, since when, and whether systemd knows them at all', () => {
  expect(readUnits(uwsgi + unknown + socket).value).toEqual([
    { unit: 'uwsgi', active: 'active', mainPid: 812, restarts: 2, started: Date.UTC(2026, 10, 18, 6, 12, 33) / 1000 },
    { unit: 'uwsgy', active: 'not-found', restarts: 0 },
    { unit: 'app.socket', active: 'active' },
  ]);
});

test.each([
  ['unit\tuwsgi\n', 'systemctl did not say how uwsgi is'],
  ['unit\tuwsgi\nsomething else\n', 'systemctl said something that is no property'],
  [uwsgi.replace('UTC', '+03'), 'systemctl wrote a time in a way that is not known'],
])('a unit of which nothing certain is said is not known (%#)', (text, why) => {
  expect(() => readUnits(text)).toThrow(why);
});

test.each([
  ['nothing says so', 'running\t6.1.0-27-amd64\nkernel\t6.1.0-27-amd64', []],
  [
    'a newer kernel is installed',
    'running\t6.1.0-25-amd64\nkernel\t6.1.0-25-amd64\nkernel\t6.1.0-27-amd64',
    ['kernel 6.1.0-27-amd64 is installed, 6.1.0-25-amd64 runs'],
  ],
  [
    'a kernel of another flavour is another kernel',
    'running\t6.1.0-25-amd64\nkernel\t6.1.0-25-amd64\nkernel\t6.1.0-27-cloud-amd64',
    [],
  ],
  [
    'a rescue kernel is none',
    'running\t5.14.0-427.el9.x86_64\nkernel\t0-rescue-0f2c\nkernel\t5.14.0-427.el9.x86_64\nkernel\t5.14.0-503.el9.x86_64',
    ['kernel 5.14.0-503.el9.x86_64 is installed, 5.14.0-427.el9.x86_64 runs'],
  ],
  ['in a container nothing follows from /boot', 'running\t6.18.44-fc\nkernel\t6.1.0-27-amd64', []],
  [
    'Debian wrote it down',
    'running\t6.1\nfile\t/run/reboot-required\nfor\tlibc6\nfor\tlinux-image-6.1.0-27-amd64',
    ['/run/reboot-required is there, for libc6, linux-image-6.1.0-27-amd64'],
  ],
  ['a tool says so', 'running\t6.1\nneeds-restarting\t1\nzypper\t102', ['needs-restarting says so', 'zypper says so']],
  ['a tool says no', 'running\t6.1\nneeds-restarting\t0\nzypper\t0', []],
])('reboot: %s', (_what, text, value) => {
  expect(readReboot(text)).toEqual({ value });
});

test('a tool that could not say whether a reboot is pending is no no', () => {
  expect(readReboot('running\t6.1\nneeds-restarting\t124')).toEqual({
    value: [],
    partial: 'needs-restarting could not say',
  });
});

test('needrestart as root names services, as a plain user the programs of its own', () => {
  // needrestart 3.6 -b -k -l -r l
  const root = `NEEDRESTART-VER: 3.6
NEEDRESTART-KCUR: 6.1.0-25-amd64
NEEDRESTART-KEXP: 6.1.0-27-amd64
NEEDRESTART-KSTA: 3
NEEDRESTART-SVC: nginx.service
NEEDRESTART-SVC: uwsgi.service
`;
  const plain = `NEEDRESTART-VER: 3.6
NEEDRESTART-KCUR: 6.1.0-27-amd64
NEEDRESTART-KSTA: 1
NEEDRESTART-PID: uwsgi=812,813
NEEDRESTART-PID: python3=900
`;

  expect(readNeedrestart(root).value).toEqual({
    kernel: 3,
    services: ['nginx.service', 'uwsgi.service'],
    programs: [],
  });
  expect(readNeedrestart(plain).value).toEqual({ kernel: 1, services: [], programs: ['uwsgi', 'python3'] });
  expect(() => readNeedrestart('Sorry, try again.\n')).toThrow('needrestart said something that is not known');
});
