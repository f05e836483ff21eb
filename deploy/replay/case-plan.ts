import { addWorkingDays, mondayToFriday, parseBusinessDate } from '@rotables/domain-kernel';
import { unitPriceFen } from '../sample/catalogue.js';
import { at, dayAfter } from './agenda.js';
import type { CasePlay } from './case-play.js';
import { planCompensationPayment, planPayment } from './money.js';
import { people } from './people.js';
import { onceKnown, untilTrue, warehouseOf } from './play.js';
import { paymentOf, turnOf, type Turn } from './turns.js';

const advanceWorkingDays = 10;

/** The faults of one day, reported together; then each takes its turn, in the order of the file. */
export class TurnTaker {
  readonly #places = new Map<string, number>();
  #advanceTaken = false;
  #payments = 0;

  /** Decides the turn of a case whose entitlement is known, and plans what is done about it on which day. */
  plan(one: CasePlay): Turn {
    const place = this.#places.get(one.entitlement) ?? 0;
    this.#places.set(one.entitlement, place + 1);
    const dueOn = addWorkingDays(parseBusinessDate(one.fault.reportedOn), advanceWorkingDays, mondayToFriday);
    const advanceRunsOutInMonth = dayAfter(dueOn, 2) <= one.month.lastOn;
    const turn = turnOf({
      entitlement: one.entitlement,
      place,
      advanceRunsOutInMonth,
      advanceTaken: this.#advanceTaken,
    });
    this.#advanceTaken ||= turn === 'advance-not-returned';
    const isPaid = turn === 'liquid-damage' || (turn === 'repair' && isPayable(one.entitlement));
    planTurn(one, turn, isPaid ? paymentOf(this.#payments) : null);
    if (isPaid) this.#payments += 1;
    return turn;
  }
}

function isPayable(entitlement: string): boolean {
  return entitlement === 'parts-cost' || entitlement === 'paid';
}

type Payment = ReturnType<typeof paymentOf> | null;

function planTurn(one: CasePlay, turn: Turn, payment: Payment): void {
  if (turn === 'repair-on-site') {
    planVisit(one);
    return;
  }
  plan(one, 0, '14:00', 'triage', (day, time) => one.triage(day, time, 'to-warehouse'));
  const loanKind = turn === 'advance-not-returned' ? 'advance-replacement' : 'loan';
  plan(one, 0, '14:30', 'loan', (day, time) => one.lend(day, time, loanKind));
  if (turn === 'advance-not-returned') {
    plan(one, 0, '15:00', 'advance', () => planOverdue(one));
    return;
  }
  plan(one, 1, '09:00', 'receipt by scan', (day, time) => one.receive(day, time));
  plan(one, 1, '11:00', 'inspection', (day, time) => inspect(one, turn, day, time));
  plansAfterInspection[turn](one, payment);
}

const plansAfterInspection: Readonly<
  Record<Exclude<Turn, 'repair-on-site' | 'advance-not-returned'>, (one: CasePlay, payment: Payment) => void>
> = {
  repair: (one, payment) => planRepair(one, 'repair', payment),
  'liquid-damage': (one, payment) => planRepair(one, 'liquid-damage', payment),
  'vendor-repair': (one, payment) => planRepair(one, 'vendor-repair', payment),
  'formal-replacement': (one) =>
    plan(one, 1, '15:00', 'formal replacement', (day, time) => replaceOrRepair(one, day, time)),
  'beyond-repair': planBeyondRepair,
  refund: planRefund,
  'no-fault-found': (one) => {
    plan(one, 1, '14:00', 'test', (day, time) => one.test(day, time));
    planReturn(one, 2, null);
  },
  'quote-refused': planRefusedQuote,
};

function plan(
  one: CasePlay,
  days: number,
  time: string,
  what: string,
  act: (day: string, time: string) => Promise<void> | void,
): void {
  const day = one.dayOf(days);
  one.play.agenda.add(day, time, one.fault.serial, what, async () => act(day, time));
}

async function inspect(one: CasePlay, turn: Turn, day: string, time: string): Promise<void> {
  if (turn === 'no-fault-found')
    return one.inspect(day, time, 'no-fault-found', 'product-fault', '连续测试 2 小时未见故障');
  if (turn !== 'liquid-damage') return one.inspect(day, time, 'fault-confirmed', 'product-fault', '故障属实');
  await one.inspect(day, time, 'external-damage', 'liquid', '主板有进液痕迹');
  await one.untilSuperseded();
}

function planRepair(one: CasePlay, turn: Turn, payment: Payment): void {
  if (payment !== null) {
    plan(one, 1, '14:00', 'quote', async (day, time) => {
      const quoteNumber = await one.quote(day, time, turn === 'liquid-damage');
      plan(one, 2, '09:00', 'quote confirmed', (confirmDay, confirmTime) =>
        one.answerQuote(quoteNumber, confirmDay, confirmTime, 'confirm'),
      );
    });
  }
  if (turn === 'vendor-repair') planVendor(one);
  else planWorkshop(one, 'in-place');
  plan(one, 3, '14:00', 'test', (day, time) => one.test(day, time));
  planReturn(one, 4, payment);
}

function planWorkshop(one: CasePlay, method: 'in-place' | 'refurbishment'): void {
  plan(one, 2, '10:00', 'repair', (day, time) => one.startRepair(day, time, method));
  plan(one, 3, '10:00', 'repair done', (day, time) => one.completeRepair(day, time, 'repaired'));
}

function planVendor(one: CasePlay): void {
  plan(one, 2, '10:00', 'vendor return', async (day, time) => {
    const number = await one.sendToVendor(day, time);
    await one.untilPlace(one.unit.serial, `vendor:${number}`);
    plan(one, 3, '10:00', 'back from vendor', (backDay, backTime) => one.receiveFromVendor(number, backDay, backTime));
  });
}

function planReturn(one: CasePlay, days: number, payment: Payment): void {
  plan(one, days, '09:00', 'return to customer', (day, time) => one.returnToCustomer(day, time));
  plan(one, days, '10:00', 'spare taken back', (day, time) => one.takeBack(day, time));
  plan(one, days, '10:30', 'case over', () => one.untilOver('customer'));
  if (payment !== null) planPayment(one, one.dayOf(days), payment);
}

function planRefusedQuote(one: CasePlay): void {
  plan(one, 1, '14:00', 'quote', async (day, time) => {
    const quoteNumber = await one.quote(day, time, false);
    plan(one, 2, '09:00', 'quote refused', (refuseDay, refuseTime) =>
      one.answerQuote(quoteNumber, refuseDay, refuseTime, 'refuse'),
    );
  });
  planReturn(one, 3, null);
}

function planVisit(one: CasePlay): void {
  plan(one, 0, '14:00', 'triage', (day, time) => one.triage(day, time, 'visit'));
  plan(one, 0, '14:30', 'dispatch order', async (day, time) => {
    const number = await one.visit(day, time);
    plan(one, 1, '10:00', 'repair on site', (doneDay, doneTime) => one.completeVisit(number, doneDay, doneTime));
  });
  plan(one, 1, '10:30', 'case over', () => one.untilOver(null));
}

/** Without a spare there is nothing to keep: the unit is repaired instead. */
async function replaceOrRepair(one: CasePlay, day: string, time: string): Promise<void> {
  if (one.loan === null) {
    planRepair(one, 'repair', null);
    return;
  }
  await one.keepSpare(day, time);
  await one.untilPlace(one.loan.serial, 'customer');
  planRestock(one);
}

/** The unit is the company's: it is repaired and goes to the shelf as refurbished. */
function planRestock(one: CasePlay): void {
  planWorkshop(one, 'refurbishment');
  plan(one, 3, '14:00', 'test', (day, time) => one.test(day, time));
  plan(one, 4, '10:00', 'restock', (day, time) => one.restock(day, time));
  plan(one, 4, '10:30', 'case over', () => one.untilOver(`site:${warehouseOf(one.play.script).site}`));
}

function planBeyondRepair(one: CasePlay): void {
  plan(one, 2, '10:00', 'repair', (day, time) => one.startRepair(day, time, 'in-place'));
  plan(one, 3, '10:00', 'repair done', async (day, time) => {
    if (one.loan !== null) return one.completeRepair(day, time, 'beyond-repair');
    // Nobody could lend a spare that might stay, so that the workshop has to succeed.
    await one.completeRepair(day, time, 'repaired');
    plan(one, 3, '14:00', 'test', (testDay, testTime) => one.test(testDay, testTime));
    planReturn(one, 4, null);
  });
  plan(one, 3, '15:00', 'formal replacement', async (day, time) => {
    if (one.loan === null) return;
    await one.keepSpare(day, time);
    await one.untilPlace(one.loan.serial, 'customer');
    planScrap(one);
  });
}

/** R9: proposer, three appraisers, approver by value, and who executes: all of them different people. */
function planScrap(one: CasePlay): void {
  const { unit, play, faultNumber } = one;
  const valueFen = unitPriceFen(unit.model);
  const approver = valueFen > 100_000 ? people.generalManager : people.approver;
  plan(one, 4, '09:00', 'scrap proposed', async (day, time) => {
    const proposal = { serial: unit.serial, faultNumber, reason: 'beyond-repair', proposedAt: at(day, time) };
    const answer = await onceKnown(
      `rma to know that ${unit.serial} is the company's`,
      ['unit-belongs-to-customer', 'scrap-unit-not-known', 'scrap-value-unknown'],
      () => one.post('rma', 'scrap-records', people.warehouse, 'propose scrap', proposal),
    );
    const path = `scrap-records/${answer.text('scrapNumber')}`;
    const appraisers = [people.materialsLead, people.technicalAppraiser, people.quality];
    plan(one, 4, '10:00', 'scrap appraised', async (appraisalDay, appraisalTime) => {
      for (const person of appraisers) {
        const appraisal = {
          lead: person === people.materialsLead,
          opinion: 'scrap',
          note: '无修复价值',
          appraisedAt: at(appraisalDay, appraisalTime),
        };
        await onceKnown(`rma to know ${person.actor}`, ['person-not-known'], () =>
          one.post('rma', `${path}/appraise`, person, `appraise by ${person.actor}`, appraisal),
        );
      }
    });
    plan(one, 4, '15:00', 'scrap approved', async (approvalDay, approvalTime) => {
      await one.post('rma', `${path}/approve`, approver, 'approve scrap', {
        approvedAt: at(approvalDay, approvalTime),
      });
    });
    plan(one, 5, '10:00', 'scrap executed', async (executionDay, executionTime) => {
      const execution = {
        method: '交有资质单位粉碎',
        evidence: `回收凭证 ${unit.serial}`,
        executedAt: at(executionDay, executionTime),
      };
      await onceKnown(`rma to know that the pool keeps the unit`, ['scrap-hold-not-known-yet'], () =>
        one.post('rma', `${path}/execute`, people.disposer, 'execute scrap', execution),
      );
      await one.untilOver('scrapped');
      play.record.notes.push(
        `${faultNumber}: ${unit.serial} was beyond repair; the spare stayed, the unit was scrapped.`,
      );
    });
  });
}

/** W3, B3: proposed by one of finance, approved by a second person; the spare comes back, the unit goes to stock. */
function planRefund(one: CasePlay): void {
  plan(one, 1, '14:00', 'refund proposed', async (day, time) => {
    const body = { faultNumber: one.faultNumber, reason: '验收 7 日内质量问题', proposedAt: at(day, time) };
    const answer = await onceKnown(
      `billing to know ${one.faultNumber}`,
      ['case-not-found', 'entitlement-unknown', 'refund-price-unknown'],
      () => one.post('billing', 'refunds', people.finance, 'propose refund', body),
    );
    const path = `refunds/${answer.text('refundNumber')}/approve`;
    plan(one, 1, '16:00', 'refund approved', async (approvalDay, approvalTime) => {
      const approval = { method: 'transfer', approvedAt: at(approvalDay, approvalTime) };
      await onceKnown(
        `billing to know that ${one.unit.serial} is here`,
        ['unit-not-back', 'refund-answer-not-heard-of-yet'],
        () => one.post('billing', path, people.approver, 'approve refund', approval),
      );
      one.play.record.gone.add(one.unit.serial);
    });
  });
  plan(one, 1, '17:00', 'spare taken back', (day, time) => one.takeBack(day, time));
  plan(one, 1, '17:15', 'refund known', async () => {
    await one.untilCase('rma to know of the refund', (found) => found.optionalText('resolution') === 'refund');
  });
  planRestock(one);
}

/** S8: nobody brings the defective unit; the day after it was due the spare is charged and stays, and it is paid a day later. */
function planOverdue(one: CasePlay): void {
  if (one.loan === null) return;
  const { agenda, record } = one.play;
  const chargedOn = dayAfter(one.loan.dueBackOn);
  agenda.add(chargedOn, '08:00', one.fault.serial, 'advance overdue', async () => {
    await one.post('spare-pool', 'loans/mark-overdue', people.approver, 'mark overdue', { asOf: chargedOn });
    const path = `charges?${new URLSearchParams({ faultNumber: one.faultNumber, reason: 'unreturned-advance' }).toString()}`;
    const what = `the charge for the advance replacement of ${one.faultNumber}`;
    const found = await untilTrue(
      one.play,
      'billing',
      path,
      people.finance,
      what,
      (answer) => answer.list('items').length === 1,
    );
    const charge = found.list('items')[0];
    if (charge === undefined) return;
    await one.untilOver(null);
    record.notes.push(
      `${one.faultNumber}: the defective unit of an advance replacement did not come; charged ${charge.number('amountFen')} fen.`,
    );
    agenda.add(chargedOn, '10:00', one.fault.serial, 'spare stays', async () => {
      await one.keepSpare(chargedOn, '10:00');
      if (one.loan !== null) await one.untilPlace(one.loan.serial, 'customer');
    });
    planCompensationPayment(
      one.play,
      one.unit.city,
      charge.text('chargeNumber'),
      charge.number('amountFen'),
      dayAfter(chargedOn),
    );
  });
}
