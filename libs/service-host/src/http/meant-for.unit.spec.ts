import { isMeantFor } from './meant-for.js';

describe('a service answers under', () => {
  const onLoopback = { host: '127.0.0.1', allowedHosts: ['rotables.example', 'warranty'] };
  const forOthers = { host: '0.0.0.0', allowedHosts: [] };

  it.each([
    'localhost:7300',
    'LOCALHOST',
    'app.localhost:7300',
    '127.0.0.1:7300',
    '[::1]:7300',
    'rotables.example',
    'Rotables.Example.:443',
    'warranty:7301',
  ])('%s, which is loopback or allowed', (host) => expect(isMeantFor(host, onLoopback)).toBe(true));

  it.each([
    'evil.example',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'evil.example:7300',
    '192.168.1.5:7300',
    'notrotables.example',
    'a@b',
    'localhost/x',
    '',
  ])('not %s, where it listens on loopback', (host) => expect(isMeantFor(host, onLoopback)).toBe(false));

  it('any address in figures where it listens for other machines, and no name that nobody allowed', () => {
    expect(['192.168.1.5:8080', '[2001:db8::5]:8080', 'localhost'].map((host) => isMeantFor(host, forOthers))).toEqual([
      true,
      true,
      true,
    ]);
    expect(['evil.example', '192.168.1.5.evil.example', '1.2.3'].map((host) => isMeantFor(host, forOthers))).toEqual([
      false,
      false,
      false,
    ]);
    expect(isMeantFor('depot.lan:80', { host: 'depot.lan', allowedHosts: [] })).toBe(true);
  });
});
