import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { countField, dateField, modelField, nullable } from '../../fields.js';

/** A model entered the catalogue, or its grade or end was changed (W12). */
export const modelCataloguedV1 = defineEvent({
  type: 'spare-pool.model-catalogued.v1',
  topic: 'spare-pool.device-model.v1',
  key: 'model',
  description: 'A model entered the catalogue, or its grade or end was changed (W12).',
  schema: Type.Object({
    model: modelField,
    specificationGrade: countField,
    discontinuedOn: nullable(dateField),
  }),
  example: {
    model: 'ST31500541AS',
    specificationGrade: 3,
    discontinuedOn: null,
  },
});

export type ModelCatalogued = EventBody<typeof modelCataloguedV1>;
