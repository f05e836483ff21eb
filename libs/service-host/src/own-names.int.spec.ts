import { connect } from 'node:net';
import { RunningDepot } from '../test/running-depot.js';

describe('a service asked under', () => {
  let depot: RunningDepot;
  beforeAll(async () => {
    depot = await RunningDepot.start();
  });
  afterAll(() => depot.stop());

  /** Status line and body of the answer to exactly these header lines. */
  function ask(path: string, ...headers: readonly string[]): Promise<string> {
    const { hostname, port } = new URL(depot.service.url);
    return new Promise((resolve, reject) => {
      let answer = '';
      const socket = connect(Number(port), hostname, () =>
        socket.write([`GET ${path} HTTP/1.1`, ...headers, 'Connection: close', '', ''].join('\r\n')),
      );
      socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
      socket.on('end', () => resolve(answer)).on('error', reject);
    });
  }

  it("another page's name answers nothing, nor what is told to this machine only", async () => {
    for (const path of ['/v1/parcels/arrivals', '/metrics', '/docs/json', '/health/events']) {
      const answer = await ask(path, 'Host: evil.example');
      expect(answer).toMatch(/^HTTP\/1\.1 421 /);
      expect(answer).toContain('"code":"host-not-served"');
      expect(answer).toContain('application/problem+json');
    }
  });

  it('two names answers neither', async () => {
    expect(await ask('/metrics', 'Host: localhost', 'Host: evil.example')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await ask('/metrics', 'Host: evil.example', 'Host: localhost')).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('its own name answers, and probes by whatever name', async () => {
    expect(await ask('/metrics', 'Host: localhost:1')).toMatch(/^HTTP\/1\.1 200 /);
    for (const path of ['/health/live', '/health/ready'])
      expect(await ask(path, 'Host: pod-7.cluster')).toMatch(/^HTTP\/1\.1 200 /);
  });
});
