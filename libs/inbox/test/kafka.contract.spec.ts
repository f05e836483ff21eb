import { describeWithKafka } from '@rotables/testing';
import { kafkaBus } from './buses.js';
import { eventBusContract } from './event-bus-contract.js';

describeWithKafka('with a broker', () => eventBusContract('Kafka', kafkaBus));
