import { RunningDepot } from '../test/running-depot.js';

describe('what a service tells of itself', () => {
  let depot: RunningDepot;
  beforeAll(async () => {
    depot = await RunningDepot.start();
  });
  afterAll(() => depot.stop());

  /** A proxy on this machine speaks for somebody elsewhere. */
  const elsewhere = { 'x-forwarded-for': '203.0.113.9' };

  it.each(['/metrics', '/docs/json', '/health/events'])('%s is for its own machine and for bearers', async (path) => {
    expect((await depot.get(path, { as: null })).status).toBe(200);
    expect((await depot.get(path, { headers: elsewhere })).status).toBe(200);
    expect((await depot.get(path, { as: null, headers: elsewhere })).status).toBe(401);
  });

  it('is no more than yes or no to a probe from elsewhere', async () => {
    expect(await depot.get('/health/ready', { as: null, headers: elsewhere })).toMatchObject({
      status: 200,
      text: '{"status":"ok"}',
    });
    expect((await depot.get('/health/ready', { as: null })).json).toHaveProperty('details');
    expect((await depot.get('/health/ready', { headers: elsewhere })).json).toHaveProperty('details');
  });
});
