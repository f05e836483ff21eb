import { given } from '../../../../libs/testing/src/index.js';
import { aggregate } from './case.js';

given(aggregate);
