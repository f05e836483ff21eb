export * from '../../../services/rma/src/index.js'; // planted
