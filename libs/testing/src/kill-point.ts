/** What a child script tells its test. */
export interface KillPointMessage {
  readonly killPoint: string;
}

/**
 * For child scripts: tells the test that the named point is reached, and waits there until the test kills the process
 * or lets it go on (`ChildScript.goOn`).
 */
export async function killPoint(name: string): Promise<void> {
  const goneOn = new Promise<void>((resolve) => {
    const listener = (message: unknown): void => {
      if (typeof message === 'object' && message !== null && 'goOn' in message) {
        process.off('message', listener);
        resolve();
      }
    };
    process.on('message', listener);
  });
  tellTest(name);
  await goneOn;
}

/** For child scripts: tells the test that the named point is reached, and goes on. */
export function tellTest(name: string): void {
  if (process.send === undefined) {
    throw new Error(`Kill point ${name}: this script was not started by a ChildScript, so nobody would hear of it.`);
  }
  const message: KillPointMessage = { killPoint: name };
  process.send(message);
}
