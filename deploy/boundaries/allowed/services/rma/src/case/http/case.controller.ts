import { Controller } from '@nestjs/common';
import { openCase } from '../commands/open-case.js';

export const controller = [Controller, openCase];
