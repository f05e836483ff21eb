export { warrantyService } from './service.js';
