import { Injectable } from '@nestjs/common'; // planted
import { Kysely } from 'kysely'; // planted
import { randomUUID } from 'node:crypto'; // planted
import { outbox } from '../../../../libs/outbox/src/index.js'; // planted
import { kernel } from '../../../../libs/domain-kernel/src/index.js';

export const planted = [Injectable, Kysely, randomUUID, outbox, kernel];
