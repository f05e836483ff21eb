/** The TypeScript loader was registered by jest-global-setup.js, in this same process. */
export default async function globalTeardown(globalConfig, projectConfig) {
  const { default: tearDown } = await import('../../libs/testing/src/jest-global-teardown.ts');
  await tearDown(globalConfig, projectConfig);
}
