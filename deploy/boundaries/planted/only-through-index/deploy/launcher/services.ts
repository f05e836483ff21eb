export * from '../../services/rma/src/case.js'; // planted
export * from '../../services/rma/src/index.js';
