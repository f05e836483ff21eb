import { stopTestPlatform } from './started-platform.js';

/** Jest's `globalTeardown`, in the same process as the set-up. */
export default async function globalTeardown(): Promise<void> {
  await stopTestPlatform();
}
