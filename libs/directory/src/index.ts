export { Directory, type KnownPerson, type KnownSite, type PersonWanted } from './directory.js';
export * from './directory.errors.js';
export { DirectoryModule } from './directory.module.js';
export { directoryMigrations } from './migrations.js';
export { worksAt } from './site-of-person.js';
export { rememberCustodian, rememberSite } from './remember.js';
