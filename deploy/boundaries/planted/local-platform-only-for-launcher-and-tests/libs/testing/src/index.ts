export * from '../../local-platform/src/index.js';
