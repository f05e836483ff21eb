export * from './case/http/case.controller.js';
export * from './case/persistence/case.adapter.js';
