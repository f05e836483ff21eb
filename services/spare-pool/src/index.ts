export { sparePoolService } from './service.js';
