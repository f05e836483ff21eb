import { inProcessBus } from './buses.js';
import { eventBusContract } from './event-bus-contract.js';

eventBusContract('in process', inProcessBus);
