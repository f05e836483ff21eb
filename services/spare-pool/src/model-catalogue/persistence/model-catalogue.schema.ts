import { defineEntity, p } from '@mikro-orm/postgresql';
import type { BusinessDate } from '@rotables/domain-kernel';

/** Models are the same for every city, so no row-level security. */
export const DeviceModelSchema = defineEntity({
  name: 'DeviceModel',
  tableName: 'device_model',
  properties: {
    model: p.text().primary(),
    specificationGrade: p.integer(),
    discontinuedOn: p.date().$type<BusinessDate>().strictNullable(),
    version: p.integer().default(0),
  },
});

export const SubstitutionSchema = defineEntity({
  name: 'Substitution',
  tableName: 'substitution',
  properties: { model: p.text().primary(), substituteModel: p.text().primary() },
  checks: [{ name: 'substitution_of_another', expression: 'model <> substitute_model' }],
  indexes: [{ name: 'substitution_by_substitute', properties: ['substituteModel'] }],
});
