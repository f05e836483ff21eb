import { inProcessBus } from './buses.js';
import { eventBusContract } from './event-bus-contract.js';
import { newerEventsContract } from './newer-events-contract.js';

eventBusContract('in process', inProcessBus);
newerEventsContract('in process', inProcessBus);
