import { Injectable } from '@nestjs/common'; // planted
import { randomUUID } from 'node:crypto'; // planted

export const planted = [Injectable, randomUUID];
