import { expect, test } from 'vitest';
import { readHistory } from '../../../../src/checks/servers/parse/history.js';
import { localTime } from '../../../../src/checks/servers/parse/local-time.js';

const at = (iso: string): number => Date.parse(iso) / 1000;

const read = (text: string, head = 'offset\t+0300\nzone\tEurope/Istanbul\n') =>
  readHistory(`${head}text\n${text}`).value;

// apt 2.6 of Debian 12, shortened.
const recorded = `
Start-Date: 2026-11-18  06:12:01
Commandline: /usr/bin/unattended-upgrade
Upgrade: libssl3:amd64 (3.0.17-1~deb12u1, 3.0.19-1~deb12u2), openssl:amd64 (3.0.17-1~deb12u1, 3.0.19-1~deb12u2)
End-Date: 2026-11-18  06:12:09

Start-Date: 2026-11-19  11:00:00
Commandline: apt-get install -y nginx
Requested-By: ada (1000)
Install: nginx:amd64 (1.22.1-9), libnginx-mod-http-geoip:amd64 (1.22.1-9, automatic)
Downgrade: libpq5:amd64 (15.19-0+deb12u1, 15.18-0+deb12u1)
Reinstall: tzdata:all (2024a-0+deb12u1)
Remove: apache2:amd64 (2.4.62-1~deb12u2)
Purge: telnet:amd64 (0.17+2.4-2)
Error: Sub-process /usr/bin/dpkg returned an error code (1)
End-Date: 2026-11-19  11:00:20

Start-Date: 2026-11-20  03:00:00
Commandline: apt-get dist-upgrade
Upgrade: libc6:amd64 (2.36-9+deb12u9, 2.36-9+deb12u10)
`;

test('runs of apt with what they changed, who asked, and whether they came to an end', () => {
  expect(read(recorded)).toEqual([
    {
      at: at('2026-11-18T06:12:01+03:00'),
      command: '/usr/bin/unattended-upgrade',
      changes: [
        { name: 'libssl3', from: '3.0.17-1~deb12u1', to: '3.0.19-1~deb12u2' },
        { name: 'openssl', from: '3.0.17-1~deb12u1', to: '3.0.19-1~deb12u2' },
      ],
    },
    {
      at: at('2026-11-19T11:00:00+03:00'),
      command: 'apt-get install -y nginx',
      by: 'ada',
      broken: 'Sub-process /usr/bin/dpkg returned an error code (1)',
      changes: [
        { name: 'nginx', to: '1.22.1-9' },
        { name: 'libnginx-mod-http-geoip', to: '1.22.1-9' },
        { name: 'tzdata', from: '2024a-0+deb12u1', to: '2024a-0+deb12u1' },
        { name: 'libpq5', from: '15.19-0+deb12u1', to: '15.18-0+deb12u1' },
        { name: 'apache2', from: '2.4.62-1~deb12u2' },
        { name: 'telnet', from: '0.17+2.4-2' },
      ],
    },
    {
      at: at('2026-11-20T03:00:00+03:00'),
      command: 'apt-get dist-upgrade',
      broken: 'it has no end',
      changes: [{ name: 'libc6', from: '2.36-9+deb12u9', to: '2.36-9+deb12u10' }],
    },
  ]);
});

test('what the cut at 400 KB left of the first run is not read', () => {
  expect(read(`bssl3:amd64 (3.0.17-1, 3.0.19-1)\nEnd-Date: 2026-11-01  00:00:09\n${recorded}`)).toHaveLength(3);
});

test('kilobytes of a command line are clipped', () => {
  const [event] = read(`Start-Date: 2026-11-18  06:12:01\nCommandline: apt-get install ${'x '.repeat(5000)}\n`);

  expect(event?.command).toHaveLength(300);
});

test('an empty history is empty, a strange one is not known', () => {
  expect(read('')).toEqual([]);
  expect(() => readHistory('offset\t+0300\n')).toThrow('the history of apt could not be understood');
  expect(() => read('Start-Date: yesterday\nEnd-Date: today\n')).toThrow('1 of 1 lines could not be understood');
  expect(() => read('Start-Date: 2026-11-18  06:12:01\nUpgrade: libssl3 gets newer\n')).toThrow(
    'could not be understood',
  );
  expect(() => read(recorded, 'zone\tEurope/Istanbul\n')).toThrow('the host did not say its time zone');
});

test.each([
  ['2026-11-18  06:12:01', { offset: '+0300' }, '2026-11-18T03:12:01Z'],
  ['2026-07-18  06:12:01', { name: 'Europe/Berlin', offset: '+0100' }, '2026-07-18T04:12:01Z'],
  ['2026-01-18  06:12:01', { name: 'Europe/Berlin', offset: '+0200' }, '2026-01-18T05:12:01Z'],
  ['2026-03-29  03:30:00', { name: 'Europe/Berlin', offset: '+0200' }, '2026-03-29T01:30:00Z'],
  ['2026-03-29  01:30:00', { name: 'Europe/Berlin', offset: '+0200' }, '2026-03-29T00:30:00Z'],
  ['2026-11-18  06:12:01', { name: 'Mars/Olympus', offset: '-0330' }, '2026-11-18T09:42:01Z'],
])('%s on a wall in %j is %s', (text, zone, iso) => {
  expect(localTime(text, zone)).toBe(at(iso));
});
