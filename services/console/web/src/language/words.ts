import { events } from './words/events';
import { fields } from './words/fields';
import { people } from './words/people';
import { registration } from './words/registration';
import { security } from './words/security';
import { values } from './words/values';
import type { Words } from './words/words';

/** Names of fields and values of the services' APIs. What is missing here is shown as it is. */
export const words: Words = { ...people, ...fields, ...values, ...registration, ...security, ...events };
