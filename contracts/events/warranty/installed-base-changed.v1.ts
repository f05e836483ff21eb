import { Type } from '@sinclair/typebox';
import { defineEvent, type EventBody } from '../../define-event.js';
import { cityField, countField, dateField, modelField } from '../../fields.js';

/** The number of installed units of one model in one city changed (W14). */
export const installedBaseChangedV1 = defineEvent({
  type: 'warranty.installed-base-changed.v1',
  topic: 'warranty.installed-base.v1',
  key: 'city and model, as DL:ST31500541AS',
  description: 'The number of installed units of one model in one city changed (W14).',
  schema: Type.Object({
    city: cityField,
    model: modelField,
    changedOn: dateField,
    delta: Type.Integer(),
    installed: countField,
  }),
  example: {
    city: 'DL',
    model: 'ST31500541AS',
    changedOn: '2013-04-10',
    delta: 12,
    installed: 312,
  },
});

export type InstalledBaseChanged = EventBody<typeof installedBaseChangedV1>;
