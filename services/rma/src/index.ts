export { rmaService } from './service.js';
