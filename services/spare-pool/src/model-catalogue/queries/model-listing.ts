import { day, defineListing, integer, text } from '../../listing.js';

export const modelListing = defineListing({
  from: 'device_model',
  columns: {
    model: text('model'),
    specificationGrade: integer('specification_grade'),
    discontinuedOn: day('discontinued_on'),
  },
  key: 'model',
  sorts: ['model', 'specificationGrade'],
  defaultSort: 'model',
});

export const substitutionListing = defineListing({
  from: 'substitution',
  columns: {
    model: text('model'),
    substituteModel: text('substitute_model'),
    pair: text(`model || ' → ' || substitute_model`),
  },
  key: 'pair',
  sorts: ['model', 'substituteModel'],
  defaultSort: 'model',
});
