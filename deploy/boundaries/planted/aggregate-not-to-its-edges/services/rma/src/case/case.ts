export * from './persistence/case.schema.js'; // planted
export * from './commands/open-case.js'; // planted
