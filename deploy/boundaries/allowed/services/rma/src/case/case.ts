import { event } from '../../../../contracts/index.js';
import { kernel } from '../../../../libs/domain-kernel/src/index.js';

export const aggregate = [event, kernel];
