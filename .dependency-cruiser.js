/**
 * The boundaries of the house. Every rule is an error, says why it is there, and has a planted violation in
 * deploy/boundaries/planted/<rule>/ which proves that it fires.
 */

/** Which libraries (and the contracts) each library may import: arrows point downwards only. */
const libraryArrows = {
  'domain-kernel': [],
  'local-platform': ['domain-kernel'],
  'event-bus': ['contracts', 'domain-kernel'],
  persistence: ['domain-kernel'],
  outbox: ['contracts', 'domain-kernel', 'event-bus', 'persistence'],
  inbox: ['contracts', 'domain-kernel', 'event-bus', 'persistence'],
  directory: ['contracts', 'domain-kernel', 'event-bus', 'persistence'],
  access: ['domain-kernel'],
  'service-host': ['access', 'contracts', 'directory', 'domain-kernel', 'event-bus', 'inbox', 'outbox', 'persistence'],
};

const spec = '[.]spec[.]ts$';
/** Specs, and what only specs use; the harness may be imported from here. */
const testCode = [
  spec,
  '^(libs|services)/[^/]+/test/',
  '^deploy/(e2e|boundaries)/',
  '^deploy/[^/]+/test/',
  '^libs/testing/',
];
const packages = (...names) => `(^|/)node_modules/(${names.join('|')})/`;
const objectRelationalMapping = ['@mikro-orm/[^/]+', 'kysely', 'pg'];

/** Folders that know the aggregate, and are not known by it. */
const edges = '\\b(commands|consumers|http|persistence|projections|queries)/';

/** Files that hold an aggregate's transition table, decisions, errors and repository port; its edges are in folders below. */
const aggregate = {
  path: '^services/(?!console/)[^/]+/src/[^/]+/[^/]+[.]ts$',
  pathNot: [`^services/[^/]+/src/${edges}`, '[.](module|schema)[.]ts$', spec],
};

function libraryArrow([library, allowed]) {
  const named = allowed.filter((name) => name !== 'contracts');
  const others = `^libs/(?!(?:${[library, ...named].join('|')})/)`;
  return {
    name: `library-arrow-${library}`,
    severity: 'error',
    comment:
      `libs/${library} may import ${allowed.length > 0 ? allowed.join(', ') : 'no other library'}: ` +
      'arrows between libraries point downwards, so that each can be understood and tested with what is below it alone.',
    from: { path: `^libs/${library}/`, pathNot: testCode },
    to: { path: allowed.includes('contracts') ? [others] : [others, '^contracts/'] },
  };
}

const forbidden = [
  {
    name: 'no-circular',
    severity: 'error',
    comment:
      'Files that need each other are one file, or want a third; their load order decides what is undefined. ' +
      'A cycle closed by a type-only import leaves no trace at run time and is let pass.',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'no-orphans',
    severity: 'error',
    comment:
      'A file that imports nothing and that nothing imports is not part of the product, unless somebody starts it.',
    from: {
      orphan: true,
      pathNot: [
        spec,
        '/main[.]ts$',
        '^deploy/.*[.]js$',
        '^deploy/tools/[^/]+[.]ts$',
        '^services/[^/]+/migrations/',
        '^services/[^/]+/web/',
        '/test/',
      ],
    },
    to: {},
  },
  {
    name: 'no-unresolvable',
    severity: 'error',
    comment: 'An import that cannot be resolved escapes every other rule, and fails at run time.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'service-not-to-service',
    severity: 'error',
    comment:
      'Services meet in events only (contracts); a direct import would tie their releases and their databases together.',
    from: { path: '^services/([^/]+)/' },
    to: { path: '^services/', pathNot: '^services/$1/' },
  },
  {
    name: 'contracts-import-nothing',
    severity: 'error',
    comment: 'Contracts are wire shapes that anybody can read; they know TypeBox, and no library or service of ours.',
    from: { path: '^contracts/', pathNot: spec },
    to: { pathNot: ['^contracts/', packages('@sinclair/typebox')] },
  },
  {
    name: 'libs-not-to-services',
    severity: 'error',
    comment: 'A library serves every service, so it knows none.',
    from: { path: '^libs/' },
    to: { path: '^services/' },
  },
  {
    name: 'libs-not-to-deploy',
    severity: 'error',
    comment: 'Deployment puts libraries and services together; nothing below it depends on how.',
    from: { path: '^(libs|services|contracts)/' },
    to: { path: '^deploy/' },
  },
  ...Object.entries(libraryArrows).map(libraryArrow),
  {
    name: 'only-through-index',
    severity: 'error',
    comment:
      "What a library or a service promises is in its index.ts (a service's database also in persistence.ts); the rest may change freely.",
    from: { path: '^([^/]+/[^/]+)/', pathNot: ['^contracts/', '^deploy/tools/jest-global-(setup|teardown)[.]js$'] },
    to: {
      path: [
        '^contracts/(?!index[.]ts$)',
        '^libs/[^/]+/(?!src/index[.]ts$)',
        '^services/[^/]+/(?!src/(index|persistence)[.]ts$)',
      ],
      pathNot: '^$1/',
    },
  },
  {
    name: 'domain-kernel-is-pure',
    severity: 'error',
    comment: 'The words of the domain depend on nothing: no package, no Node module, no I/O.',
    from: { path: '^libs/domain-kernel/', pathNot: spec },
    to: { pathNot: ['^libs/', '^contracts/', '^services/', '^deploy/'] },
  },
  {
    name: 'aggregate-not-to-nest-or-orm',
    severity: 'error',
    comment:
      'Decisions are pure: state and time come as arguments. So an aggregate imports its own service, contracts and ' +
      'domain-kernel, and neither Nest, nor an ORM, nor a broker, nor Node.',
    from: aggregate,
    to: {
      path: [
        packages('@nestjs/[^/]+', ...objectRelationalMapping, 'kafkajs', 'fastify', 'rxjs', 'pino'),
        '^libs/(?!domain-kernel/)',
        '^(node:)?(child_process|crypto|dns|fs|http|https|net|os|process|timers|worker_threads)(/|$)',
      ],
    },
  },
  {
    name: 'aggregate-not-to-its-edges',
    severity: 'error',
    comment: 'Commands, consumers, controllers and adapters know the aggregate, never the other way round.',
    from: aggregate,
    to: { path: `^services/[^/]+/src/.*${edges}` },
  },
  {
    name: 'http-not-to-persistence',
    severity: 'error',
    comment: 'A controller hands a command on, and knows neither tables nor SQL.',
    from: { path: '^services/[^/]+/src/.*\\bhttp/', pathNot: spec },
    to: {
      path: [
        '^services/[^/]+/src/.*\\bpersistence(/|[.]ts$)',
        '^libs/persistence/',
        packages(...objectRelationalMapping),
      ],
    },
  },
  {
    name: 'kafkajs-behind-its-port',
    severity: 'error',
    comment:
      'Only the event bus knows which Kafka client we use; the harness talks to brokers directly, to break them, and the bench to have a floor.',
    from: { pathNot: [...testCode, '^libs/(event-bus|local-platform)/', '^deploy/bench/'] },
    to: { path: packages('kafkajs') },
  },
  {
    name: 'local-platform-only-for-launcher-and-tests',
    severity: 'error',
    comment: 'Services use the PostgreSQL and the Kafka they are given; they start none.',
    from: { pathNot: [...testCode, '^libs/local-platform/', '^deploy/'] },
    to: { path: '^libs/local-platform/' },
  },
  {
    name: 'testing-only-from-tests',
    severity: 'error',
    comment: 'The harness kills processes and cuts connections; it has no place in the product.',
    from: { pathNot: [...testCode, '^deploy/tools/jest-global-(setup|teardown)[.]js$'] },
    to: { path: '^libs/testing/' },
  },
  {
    name: 'web-client-imports-contracts-only',
    severity: 'error',
    comment: 'What runs in a browser must not carry a library of the services with it.',
    from: { path: '^services/console/web/' },
    to: { path: '^(libs|deploy|services)/', pathNot: '^services/console/web/' },
  },
];

export default {
  forbidden,
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: ['^dist/', '^deploy/boundaries/(planted|allowed)/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
