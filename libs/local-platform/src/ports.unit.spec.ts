import { createServer } from 'node:net';
import { freePorts, isPortFree, portHolder } from './ports.js';

describe('ports', () => {
  it('gives different free ports', async () => {
    const ports = await freePorts(5);
    expect(new Set(ports).size).toBe(5);
    expect(await Promise.all(ports.map(isPortFree))).not.toContain(false);
  });

  it('sees a port in use, and by whom', async () => {
    const [port = 0] = await freePorts(1);
    const server = createServer().listen(port, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    expect(await isPortFree(port)).toBe(false);
    if (process.platform === 'linux') {
      expect(portHolder(port)).toMatchObject({ pid: process.pid });
    }
    await new Promise((resolve) => server.close(resolve));
    expect(await isPortFree(port)).toBe(true);
    expect(portHolder(port)).toBeNull();
  });
});
