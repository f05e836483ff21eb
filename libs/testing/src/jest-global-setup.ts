import { startTestPlatform } from './started-platform.js';

/** Jest's `globalSetup` of every tier that needs a PostgreSQL or a Kafka. */
export default async function globalSetup(): Promise<void> {
  await startTestPlatform();
}
