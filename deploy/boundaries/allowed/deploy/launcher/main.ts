import { controller } from '../../services/rma/src/index.js';

void controller;
