import {
  cityGradeOf,
  labourFen,
  partsFen,
  renewalMonthFen,
  serviceFeeMonthFen,
  specificationGradeOf,
  substitutesOf,
  unitPriceFen,
} from '../sample/catalogue.js';
import { at, dayAfter, eachOf } from './agenda.js';
import type { Answer } from './answer.js';
import { headOf, people } from './people.js';
import { onceKnown, siteOf, unlessThere, warehouseOf, type Play } from './play.js';

const feesHoldFrom = '2000-01-01';
const mostFeesAtOnce = 500;

/** Plans, sites and their custodians, models and what may stand in for them, prices: what has to be there before the first unit. */
export async function setUpOrganisation(play: Play): Promise<void> {
  const { script } = play;
  const first = script.months[0];
  if (first === undefined) return;
  const dayBefore = dayAfter(first.firstOn, -1);
  play.agenda.passTo(dayBefore, '09:00');
  const openedAt = at(dayBefore, '09:00');
  await Promise.all([definePlans(play, openedAt), openSites(play, openedAt), definePrices(play)]);
  await defineModels(play);
  play.say(
    `organisation: ${script.cities.length} cities, ${script.plans.length} plans, ${modelsOf(play).length} models with their prices`,
  );
}

function modelsOf({ script }: Play): readonly string[] {
  const pool = script.months.flatMap((month) => month.pool.map(({ model }) => model));
  return [...new Set([...[...script.units.values()].map(({ model }) => model), ...pool])].sort();
}

async function definePlans({ api, script }: Play, definedAt: string): Promise<void> {
  for (const plan of script.plans) {
    await unlessThere(
      api.post('warranty', 'warranty-plans', people.administrator, `plan ${plan.plan}`, { ...plan, definedAt }),
    );
  }
}

async function openSites({ api, script }: Play, openedAt: string): Promise<void> {
  const warehouse = warehouseOf(script);
  const central = {
    ...warehouse,
    siteKind: 'central-warehouse',
    nameZh: '库管中心',
    nameEn: 'Central warehouse',
    custodian: people.warehouse.actor,
    openedAt,
  };
  const open = (body: { readonly site: string; readonly custodian: string }): Promise<Answer> =>
    onceKnown(`the pool to know ${body.custodian}`, ['person-not-known'], () =>
      api.post('spare-pool', 'sites', people.administrator, `site ${body.site}`, body),
    );
  await unlessThere(open(central));
  await eachOf(script.cities, async (row) => {
    const { city, nameZh, nameEn, siteKind } = row;
    const body = { site: siteOf(row), city, siteKind, nameZh, nameEn, custodian: headOf(city).actor, openedAt };
    await unlessThere(open(body));
  });
}

async function defineModels(play: Play): Promise<void> {
  const { api, script } = play;
  const models = modelsOf(play);
  await eachOf(models, async (model) => {
    const body = { model, specificationGrade: specificationGradeOf(model), discontinuedOn: null };
    await unlessThere(api.post('spare-pool', 'models', people.administrator, `model ${model}`, body));
  });
  const inPool = new Map<string, number>();
  script.months.forEach((month) => month.pool.forEach(({ model }) => inPool.set(model, (inPool.get(model) ?? 0) + 1)));
  const pairs = models.flatMap((model) =>
    substitutesOf(model, inPool).map((substituteModel) => ({ model, substituteModel })),
  );
  await eachOf(pairs, async (pair) => {
    const step = `substitution ${pair.model} by ${pair.substituteModel}`;
    await unlessThere(api.post('spare-pool', 'substitutions', people.administrator, step, pair));
  });
}

async function definePrices(play: Play): Promise<void> {
  const { api, script } = play;
  for (const { city, siteKind } of script.cities) {
    const body = { city, grade: cityGradeOf(siteKind), effectiveOn: feesHoldFrom };
    await unlessThere(api.post('billing', 'city-grades', people.finance, `grade of ${city}`, body));
  }
  const fees = [
    ...Object.entries(labourFen).map(([cityGrade, amountFen]) =>
      feeOf('labour', '工时费（每小时）', null, cityGrade, amountFen),
    ),
    ...modelsOf(play).flatMap((model) => [
      feeOf('unit-price', `${model} 整机`, model, null, unitPriceFen(model)),
      feeOf('parts', `${model} 配件成本`, model, null, partsFen(model)),
      feeOf('renewal-month', `${model} 续保一个月`, model, null, renewalMonthFen(model)),
      feeOf('service-fee-month', `${model} 服务费一个月`, model, null, serviceFeeMonthFen(model)),
    ]),
  ];
  for (let from = 0; from < fees.length; from += mostFeesAtOnce) {
    const body = { fees: fees.slice(from, from + mostFeesAtOnce) };
    await unlessThere(api.post('billing', 'fees', people.finance, `fees from ${from}`, body));
  }
}

function feeOf(
  feeCode: string,
  description: string,
  model: string | null,
  cityGrade: string | null,
  amountFen: number,
): object {
  return { feeCode, description, model, cityGrade, amountFen, effectiveOn: feesHoldFrom };
}
