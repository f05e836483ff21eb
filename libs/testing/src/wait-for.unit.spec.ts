import { waitFor } from './wait-for.js';

describe('waitFor', () => {
  it('returns the first truthy value', async () => {
    let asked = 0;
    const value = await waitFor(() => (++asked === 3 ? 'third' : null), {
      describe: 'the third',
      intervalMilliseconds: 1,
    });
    expect(value).toBe('third');
  });

  it('says what it waited for in vain', async () => {
    const waiting = waitFor(() => false, { describe: () => 'rain', timeoutMilliseconds: 20, intervalMilliseconds: 5 });
    await expect(waiting).rejects.toThrow('Waited 20 ms in vain for rain.');
  });

  it('takes an error for not yet, and names the last one as cause', async () => {
    const waiting = waitFor(() => Promise.reject(new Error('no connection')), {
      describe: 'it',
      timeoutMilliseconds: 20,
    });
    await expect(waiting).rejects.toMatchObject({ cause: { message: 'no connection' } });
  });
});
