import { at } from './agenda.js';
import { CasePlay } from './case-play.js';
import type { FaultRow, Month, UnitRow } from './month.js';
import { handIn } from './money.js';
import { people } from './people.js';
import { onceKnown, untilTrue, warehouseOf, type Play } from './play.js';
import type { SceneCase, Step } from './live-scene.js';

/** One fault of the month under way, as far as it has come. */
export class LiveCase {
  readonly #case: CasePlay;
  #dispatchNumber = '';
  #quoteNumber = '';
  #scrapNumber = '';

  constructor(
    private readonly play: Play,
    month: Month,
    private readonly row: SceneCase,
    unit: UnitRow,
    fault: FaultRow,
    /** Where the row says that the spare is overdue: the day on which it was due back. */
    private readonly spareDueOn: string | undefined,
  ) {
    this.#case = new CasePlay(play, month, fault, unit, row.told);
  }

  take(step: Step, day: string, time: string): Promise<void> {
    return this.#acts[step](day, time);
  }

  readonly #acts: Readonly<Record<Step, (day: string, time: string) => Promise<void>>> = {
    reported: (_day, time) => (this.row.course === 'own-spare' ? this.#reportOwnSpare(time) : this.#case.report(time)),
    triaged: (day, time) => this.#case.triage(day, time, 'to-warehouse'),
    'sent-out': async (day, time) => {
      await this.#case.triage(day, time, 'visit');
      this.#dispatchNumber = await this.#case.visit(day, time);
    },
    'repaired-on-site': (day, time) => this.#case.completeVisit(this.#dispatchNumber, day, time),
    lent: (day, time) => this.#case.lend(day, time, 'loan', this.spareDueOn),
    received: (day, time) => this.#case.receive(day, time),
    inspected: (day, time) => this.#case.inspect(day, time, 'fault-confirmed', 'product-fault', '故障属实'),
    quoted: async (day, time) => {
      this.#quoteNumber = await this.#case.quote(day, time, false);
    },
    confirmed: (day, time) => this.#case.answerQuote(this.#quoteNumber, day, time, 'confirm'),
    repairing: (day, time) => this.#case.startRepair(day, time, 'in-place'),
    'at-vendor': async (day, time) => {
      await this.#case.sendToVendor(day, time);
    },
    repaired: (day, time) => this.#case.completeRepair(day, time, 'repaired'),
    'given-up': (day, time) => this.#case.completeRepair(day, time, 'beyond-repair'),
    tested: (day, time) => this.#case.test(day, time),
    returned: (day, time) => this.#case.returnToCustomer(day, time),
    'spare-back': (day, time) => this.#case.takeBack(day, time),
    'keep-proposed': (day, time) => this.#case.proposeKeep(day, time),
    kept: (day, time) => this.#case.confirmKeep(day, time),
    'refund-proposed': (day, time) => this.#proposeRefund(day, time),
    paid: (day, time) => this.#pay(day, time),
    'handed-in': async (day, time) => {
      await handIn(this.play, this.#case.unit.city, day, time);
    },
    'scrap-proposed': (day, time) => this.#proposeScrap(day, time),
    'scrap-appraised': (day, time) => this.#appraiseScrap(day, time),
  };

  /** S13: by the warehouse that has it, without a customer. */
  async #reportOwnSpare(time: string): Promise<void> {
    const { city } = warehouseOf(this.play.script);
    const { serial } = this.#case.unit;
    const body = {
      serial,
      city,
      reporterName: people.warehouse.name,
      reporterPhone: '024-55500000',
      symptom: '上架前通电检查不启动',
      severity: 'normal',
      reportedAt: at(this.#case.fault.reportedOn, time),
    };
    const answer = await this.#case.post('rma', 'rma-cases', people.warehouse, 'report own spare', body);
    this.#case.faultNumber = answer.text('faultNumber');
  }

  async #proposeRefund(day: string, time: string): Promise<void> {
    const body = { faultNumber: this.#case.faultNumber, reason: '验收 7 日内质量问题', proposedAt: at(day, time) };
    const codes = ['case-not-found', 'entitlement-unknown', 'refund-price-unknown'];
    await onceKnown(`billing to know ${this.#case.faultNumber}`, codes, () =>
      this.#case.post('billing', 'refunds', people.finance, 'propose refund', body),
    );
  }

  /** In cash, at the counter. */
  async #pay(day: string, time: string): Promise<void> {
    const path = `charges?${new URLSearchParams({ faultNumber: this.#case.faultNumber, reason: 'repair' }).toString()}`;
    const what = `the charge of ${this.#case.faultNumber}`;
    const found = await untilTrue(this.play, 'billing', path, people.finance, what, (answer) =>
      answer.list('items').some((charge) => charge.number('amountFen') > 0),
    );
    const [charge] = found.list('items');
    if (charge === undefined) return;
    const body = {
      chargeNumber: charge.text('chargeNumber'),
      amountFen: charge.number('amountFen'),
      method: 'cash',
      receivedAt: at(day, time),
    };
    await this.#case.post('billing', 'payments', this.#case.clerk, 'pay', body);
  }

  async #proposeScrap(day: string, time: string): Promise<void> {
    const { faultNumber, unit, loan } = this.#case;
    // Without a spare to keep the unit is the customer's still.
    if (loan === null && this.row.course !== 'own-spare') return;
    const body = { serial: unit.serial, faultNumber, reason: 'beyond-repair', proposedAt: at(day, time) };
    const codes = ['unit-belongs-to-customer', 'scrap-unit-not-known', 'scrap-unit-not-held', 'scrap-value-unknown'];
    const answer = await onceKnown(`rma to know that ${unit.serial} is the company's`, codes, () =>
      this.#case.post('rma', 'scrap-records', people.warehouse, 'propose scrap', body),
    );
    this.#scrapNumber = answer.text('scrapNumber');
  }

  async #appraiseScrap(day: string, time: string): Promise<void> {
    if (this.#scrapNumber === '') return;
    for (const person of [people.materialsLead, people.technicalAppraiser, people.quality]) {
      const lead = person === people.materialsLead;
      const body = { lead, opinion: 'scrap', note: '无修复价值', appraisedAt: at(day, time) };
      const path = `scrap-records/${this.#scrapNumber}/appraise`;
      await this.#case.post('rma', path, person, `appraise by ${person.actor}`, body);
    }
  }
}
