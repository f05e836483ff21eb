export * from '../../../deploy/tools/token.js'; // planted
