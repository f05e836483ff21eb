import { readFileSync } from 'node:fs';

const moduleFlag = '--experimental-vm-modules';
const isJest = (process.argv[1] ?? '').includes('jest');
if (isJest && ![...process.execArgv, process.env.NODE_OPTIONS ?? ''].join(' ').includes(moduleFlag)) {
  throw new Error(`Jest runs our ES modules only with NODE_OPTIONS=${moduleFlag}; npm test and npm run jest set it.`);
}

const swc = JSON.parse(readFileSync(new URL('./.swcrc', import.meta.url), 'utf8'));
// The aliases are resolved by moduleNameMapper below; swc would rewrite them to files that only exist after a build.
const { paths: _paths, baseUrl: _baseUrl, ...jsc } = swc.jsc;

/** What every tier shares. A tier is chosen by the suffix of the spec file's name. */
const common = {
  roots: ['<rootDir>/contracts', '<rootDir>/libs', '<rootDir>/services', '<rootDir>/deploy'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  // `js` stands before `ts` so that './x.js' inside a package never turns into a source file which that package ships too.
  moduleFileExtensions: ['js', 'mjs', 'cjs', 'ts', 'json', 'node'],
  moduleNameMapper: {
    '^@rotables/contracts$': '<rootDir>/contracts/index.ts',
    '^@rotables/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: { '\\.ts$': ['@swc/jest', { ...swc, $schema: undefined, swcrc: false, jsc, module: { type: 'es6' } }] },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/deploy/boundaries/(planted|allowed)/'],
};

function tier(displayName, extra) {
  return { ...common, displayName, testMatch: [`**/*.${displayName}.spec.ts`], ...extra };
}

/** Real PostgreSQL and Kafka, started once for the whole run; unit tests alone start nothing. */
const withPlatform = {
  globalSetup: '<rootDir>/deploy/tools/jest-global-setup.js',
  globalTeardown: '<rootDir>/deploy/tools/jest-global-teardown.js',
};

export default {
  maxWorkers: 2,
  testSequencer: '<rootDir>/deploy/tools/jest-longest-first.js',
  // Jest takes a time limit for all tiers only; a spec that needs more says so with its test.
  testTimeout: 120_000,
  reporters: ['default', '<rootDir>/deploy/tools/jest-honesty-reporter.ts'],
  projects: [
    tier('unit', {}),
    tier('int', withPlatform),
    tier('contract', withPlatform),
    tier('e2e', withPlatform),
    tier('crash', withPlatform),
  ],
};
