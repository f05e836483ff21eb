import { join } from 'node:path';
import { ChildScript } from './child-script.js';

const script = join(import.meta.dirname, '..', 'test', 'counting.child.ts');

describe('ChildScript', () => {
  it('runs TypeScript with aliases, waits at a named point, goes on, and is killed there', async () => {
    const child = await ChildScript.start(script, { args: ['first'] });
    await child.reaches('first-1');
    expect(child.reached).toEqual(['first-1']);
    child.goOn();
    await child.reaches('first-2');
    await child.kill();
    expect(await child.exited).toMatchObject({ signal: 'SIGKILL' });
    expect(child.output).toContain('counted 1');
    expect(child.output).not.toContain('counted 2');
  });

  it('fails with what the script wrote when it ends before the point', async () => {
    const child = await ChildScript.start(script, { args: ['crash'] });
    await expect(child.reaches('crash-1')).rejects.toThrow(/ended without reaching crash-1[^]*crashed as told/);
    await child.exited;
  });
});
