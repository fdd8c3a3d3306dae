/**
 * Whether it is one of Microsoft's names for a zone, as Outlook and Exchange write them: those of the Windows registry
 * (the left column of CLDR's windowsZones.xml), `(UTC+01:00) Amsterdam, Berlin…`, and zones an office made for itself.
 */
export const isWindowsZone = (name: string): boolean =>
  registry.has(name.toLowerCase()) || /^\((UTC|GMT)([+-]\d\d[:.]\d\d)?\) /i.test(name) || own.test(name);

const own = /^(Customized Time Zone( \d+)?|tzone:\/\/Microsoft\/(Custom|Utc))$/i;

const standardTimes = [
  ...['Dateline', 'Aleutian', 'Hawaiian', 'Marquesas', 'Alaskan', 'Pacific', 'US Mountain', 'Mountain', 'Yukon'],
  ...['Central America', 'Central', 'Easter Island', 'Canada Central', 'SA Pacific', 'Eastern', 'Haiti', 'Cuba'],
  ...['US Eastern', 'Turks And Caicos', 'Paraguay', 'Atlantic', 'Venezuela', 'Central Brazilian', 'SA Western'],
  ...['Pacific SA', 'Newfoundland', 'Tocantins', 'E. South America', 'SA Eastern', 'Argentina', 'Greenland'],
  ...['Montevideo', 'Magallanes', 'Saint Pierre', 'Bahia', 'Mid-Atlantic', 'Azores', 'Cape Verde', 'GMT', 'Greenwich'],
  ...['Sao Tome', 'Morocco', 'W. Europe', 'Central Europe', 'Romance', 'Central European', 'W. Central Africa'],
  ...['Jordan', 'GTB', 'Middle East', 'Egypt', 'E. Europe', 'Syria', 'West Bank', 'South Africa', 'FLE', 'Israel'],
  ...['South Sudan', 'Kaliningrad', 'Sudan', 'Libya', 'Namibia', 'Arabic', 'Turkey', 'Arab', 'Belarus', 'Russian'],
  ...['E. Africa', 'Iran', 'Arabian', 'Astrakhan', 'Azerbaijan', 'Mauritius', 'Saratov', 'Georgian', 'Volgograd'],
  ...[
    'Caucasus',
    'Armenian',
    'Afghanistan',
    'West Asia',
    'Ekaterinburg',
    'Pakistan',
    'Qyzylorda',
    'India',
    'Sri Lanka',
  ],
  ...['Nepal', 'Central Asia', 'Bangladesh', 'Omsk', 'Myanmar', 'SE Asia', 'Altai', 'W. Mongolia', 'North Asia'],
  ...['N. Central Asia', 'Tomsk', 'China', 'North Asia East', 'Singapore', 'W. Australia', 'Taipei', 'Ulaanbaatar'],
  ...['Aus Central W.', 'Transbaikal', 'Tokyo', 'North Korea', 'Korea', 'Yakutsk', 'Cen. Australia', 'AUS Central'],
  ...['E. Australia', 'AUS Eastern', 'West Pacific', 'Tasmania', 'Vladivostok', 'Lord Howe', 'Bougainville', 'Magadan'],
  ...[
    'Norfolk',
    'Sakhalin',
    'Central Pacific',
    'New Zealand',
    'Fiji',
    'Chatham Islands',
    'Kamchatka',
    'Tonga',
    'Samoa',
  ],
  ...['Line Islands', 'Mexico'],
];

const registry = new Set(
  [
    ...standardTimes.map((name) => `${name} Standard Time`),
    ...['Pacific', 'Mountain', 'Central', 'Eastern'].map((name) => `${name} Standard Time (Mexico)`),
    ...['UTC-11', 'UTC-09', 'UTC-08', 'UTC-02', 'UTC+12', 'UTC+13'],
    ...['Russia Time Zone 3', 'Russia Time Zone 10', 'Russia Time Zone 11'],
  ].map((name) => name.toLowerCase()),
);
