import { describeWithKafka } from '@rotables/testing';
import { kafkaBus } from './buses.js';
import { eventBusContract } from './event-bus-contract.js';
import { newerEventsContract } from './newer-events-contract.js';

describeWithKafka('with a broker', () => {
  eventBusContract('Kafka', kafkaBus);
  newerEventsContract('Kafka', kafkaBus);
});
