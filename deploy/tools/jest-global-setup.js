import { register } from 'node:module';

/**
 * Jest loads its global set-up outside of the module system that its tests run in: no transform to ES modules, no
 * aliases. Registering the TypeScript loader first lets the set-up be ordinary source of libs/testing.
 */
export default async function globalSetup(globalConfig, projectConfig) {
  register('@swc-node/register/esm', import.meta.url);
  const { default: setUp } = await import('../../libs/testing/src/jest-global-setup.ts');
  await setUp(globalConfig, projectConfig);
}
