import { customerOf } from '../sample/customers.js';
import { at, dayAfter } from './agenda.js';
import type { Answer } from './answer.js';
import type { FaultRow, Month, UnitRow } from './month.js';
import { clerkOf, headOf, people, type Person } from './people.js';
import { onceKnown, siteOf, untilTrue, warehouseOf, type Play } from './play.js';
import type { ServiceName } from './api.js';

/** What the reporter says, where it is another than usual. */
export interface Told {
  readonly severity?: 'critical' | 'serious' | 'normal' | 'minor';
  readonly symptom?: string;
}

/** What is lent for a case. */
export interface LoanTaken {
  readonly loanNumber: string;
  readonly serial: string;
  readonly dueBackOn: string;
}

const symptoms = ['早上起无法识别', '运行中有异响', '读写错误不断', '时通时断', '完全不通电'];

/** One fault on its way: who does what with it. Each step is a command of its service; when it is done is planned in case-plan.ts. */
export class CasePlay {
  faultNumber = '';
  entitlement = '';
  loan: LoanTaken | null = null;
  readonly #step: string;
  readonly #customer: string;

  constructor(
    readonly play: Play,
    readonly month: Month,
    readonly fault: FaultRow,
    readonly unit: UnitRow,
    private readonly told: Told = {},
  ) {
    this.#step = `fault ${fault.reportedOn} ${fault.serial}`;
    const nameZh = play.script.cities.find(({ city }) => city === unit.city)?.nameZh ?? unit.city;
    this.#customer = customerOf(unit.serial, unit.city, nameZh).name;
  }

  get clerk(): Person {
    return clerkOf(this.unit.city);
  }

  get customer(): string {
    return this.#customer;
  }

  dayOf(daysAfterReport: number): string {
    return dayAfter(this.fault.reportedOn, daysAfterReport);
  }

  /** R1: the number at once; then what warranty decided, once it has reached the case. */
  async report(timeOfDay: string): Promise<void> {
    const { serial, city } = this.unit;
    const { phone } = customerOf(serial, city, '');
    const body = {
      serial,
      city,
      reporterName: this.#customer,
      reporterPhone: phone,
      symptom: this.told.symptom ?? symptoms[serial.length % symptoms.length] ?? '故障',
      severity: this.told.severity ?? 'normal',
      cause: 'product-fault',
      reportedAt: at(this.fault.reportedOn, timeOfDay),
    };
    const answer = await onceKnown(`rma to know the city ${city}`, ['city-not-known'], () =>
      this.post('rma', 'rma-cases', this.clerk, 'report', body),
    );
    this.faultNumber = answer.text('faultNumber');
    const decided = await this.untilCase('warranty to decide the entitlement', (found) => found.has('entitlement'));
    const first = await this.firstEntitlement(decided);
    this.entitlement = first;
    const { record } = this.play;
    record.entitlements.set(serial, first);
    record.faultNumbers.push(this.faultNumber);
    this.#compareEntitlement(first);
  }

  async triage(day: string, timeOfDay: string, outcome: 'to-warehouse' | 'visit'): Promise<void> {
    const body = {
      outcome,
      note: outcome === 'visit' ? '电源可疑，现场处理' : '远程无法排除，送修',
      triagedAt: at(day, timeOfDay),
    };
    await this.command('triage', people.technician, body);
  }

  /** S7: the same model, else a substitute; else a shortage is raised and the customer waits without. */
  async lend(
    day: string,
    timeOfDay: string,
    loanKind: 'loan' | 'advance-replacement',
    dueBackOn?: string,
  ): Promise<void> {
    const { faultNumber } = this;
    const due = dueBackOn === undefined ? {} : { dueBackOn };
    const body = { faultNumber, site: siteOf(this.unit.city), loanKind, loanedAt: at(day, timeOfDay), ...due };
    const answer = await onceKnown(`the pool to know ${faultNumber}`, ['fault-not-known-yet'], () =>
      this.post('spare-pool', 'loans', this.clerk, 'lend', body),
    );
    if (answer.text('outcome') !== 'loaned') {
      this.play.record.notes.push(
        `${faultNumber} in ${this.unit.city}: ${answer.optionalText('message') ?? 'none to lend'}`,
      );
      return;
    }
    this.loan = {
      loanNumber: answer.text('loanNumber'),
      serial: answer.text('serial'),
      dueBackOn: answer.text('dueBackOn'),
    };
    const notice = { faultNumber: this.faultNumber, issuedAt: at(day, timeOfDay) };
    await onceKnown(`rma to know of ${this.loan.loanNumber}`, ['no-loan-to-tell'], () =>
      this.post('rma', 'spare-replacement-notices', this.clerk, 'notice', notice),
    );
  }

  /** R5: by scan, at the central warehouse. */
  async receive(day: string, timeOfDay: string): Promise<void> {
    const { site } = warehouseOf(this.play.script);
    const body = { site, scannedSerial: this.unit.serial, receivedAt: at(day, timeOfDay) };
    const answer = await this.command('receive', people.warehouse, body);
    if (answer.text('outcome') !== 'received')
      this.play.record.differ(`${this.faultNumber} received`, 'received', answer.toString());
  }

  async inspect(day: string, timeOfDay: string, outcome: string, cause: string, findings: string): Promise<void> {
    await this.command('inspect', people.technician, { outcome, cause, findings, inspectedAt: at(day, timeOfDay) });
  }

  /** W11: inspection found another cause, and warranty's new decision has reached the case. */
  async untilSuperseded(): Promise<void> {
    await this.untilCase(
      'warranty to supersede the entitlement',
      (found) => found.part('entitlement').text('kind') === 'paid',
    );
    const { serial } = this.unit;
    this.play.record.notes.push(
      `${this.faultNumber}: liquid damage; the entitlement ${this.entitlement} of ${serial} was superseded by paid.`,
    );
  }

  /** B2: parts at cost; where the customer has to pay all, work too. */
  async quote(day: string, timeOfDay: string, withLabour: boolean): Promise<string> {
    const labour = withLabour ? [{ feeCode: 'labour', quantity: 2 }] : [];
    const lines = [{ feeCode: 'parts', quantity: 1 }, ...labour];
    const body = { faultNumber: this.faultNumber, lines, issuedAt: at(day, timeOfDay) };
    const codes = ['case-not-found', 'entitlement-unknown', 'quote-not-needed', 'only-parts-chargeable'];
    const answer = await onceKnown(`billing to know what ${this.faultNumber} has to pay`, codes, () =>
      this.post('billing', 'quotes', this.clerk, 'quote', body),
    );
    return answer.text('quoteNumber');
  }

  async answerQuote(quoteNumber: string, day: string, timeOfDay: string, answer: 'confirm' | 'refuse'): Promise<void> {
    const by = this.#customer;
    const when = at(day, timeOfDay);
    const body = answer === 'confirm' ? { confirmedBy: by, confirmedAt: when } : { refusedBy: by, refusedAt: when };
    // Another than the clerk who made it hears it from the customer.
    await this.post('billing', `quotes/${quoteNumber}/${answer}`, headOf(this.unit.city), `${answer} quote`, body);
  }

  /** R7, B2: refused until entitlement and confirmed quote have reached the case. */
  async startRepair(day: string, timeOfDay: string, method: 'in-place' | 'refurbishment'): Promise<void> {
    const codes = ['entitlement-not-known-yet', 'quote-not-confirmed'];
    await onceKnown(`rma to know that ${this.faultNumber} may be repaired`, codes, () =>
      this.command('start-repair', people.technician, { method, startedAt: at(day, timeOfDay) }),
    );
  }

  async completeRepair(day: string, timeOfDay: string, result: 'repaired' | 'beyond-repair'): Promise<void> {
    const workDone = result === 'repaired' ? '更换主板并校准' : '磁头组件损坏，无法修复';
    await this.command('complete-repair', people.technician, { result, workDone, completedAt: at(day, timeOfDay) });
  }

  async sendToVendor(day: string, timeOfDay: string): Promise<string> {
    const body = { faultNumber: this.faultNumber, vendor: '原厂沈阳维修站', sentAt: at(day, timeOfDay) };
    const codes = ['entitlement-not-known-yet', 'quote-not-confirmed'];
    const answer = await onceKnown(`rma to know that ${this.faultNumber} may go to the vendor`, codes, () =>
      this.post('rma', 'vendor-returns', people.warehouse, 'vendor return', body),
    );
    return answer.text('vendorReturnNumber');
  }

  async receiveFromVendor(vendorReturnNumber: string, day: string, timeOfDay: string): Promise<void> {
    const body = { result: 'repaired', receivedAt: at(day, timeOfDay) };
    await this.post('rma', `vendor-returns/${vendorReturnNumber}/receive`, people.warehouse, 'back from vendor', body);
  }

  async test(day: string, timeOfDay: string): Promise<void> {
    await this.command('test', people.quality, {
      passed: true,
      measured: '全功能连续运行 2 小时正常',
      testedAt: at(day, timeOfDay),
    });
  }

  async returnToCustomer(day: string, timeOfDay: string): Promise<void> {
    await onceKnown(`rma to know why ${this.faultNumber} may go back`, ['no-reason-to-return-unrepaired'], () =>
      this.command('return-to-customer', people.warehouse, { returnedAt: at(day, timeOfDay) }),
    );
  }

  /** R8: once the unit is known to be the company's. */
  async restock(day: string, timeOfDay: string): Promise<void> {
    const { site } = warehouseOf(this.play.script);
    await onceKnown(`rma to know that ${this.unit.serial} is the company's`, ['unit-belongs-to-customer'], () =>
      this.command('restock', people.warehouse, { site, restockedAt: at(day, timeOfDay) }),
    );
  }

  /** S7: the spare comes back to the branch. */
  async takeBack(day: string, timeOfDay: string): Promise<void> {
    const { loan } = this;
    if (loan === null) return;
    const test = { condition: 'good', measured: '全功能连续运行 2 小时正常' };
    const body = { scannedSerial: loan.serial, returnedAt: at(day, timeOfDay), ...test };
    await this.post('spare-pool', `loans/${loan.loanNumber}/take-back`, this.clerk, 'take back', body);
  }

  /** W8: the spare stays for good, proposed by the branch and confirmed by headquarters; refused until the pool knows why it may. */
  async keepSpare(day: string, timeOfDay: string): Promise<void> {
    await this.proposeKeep(day, timeOfDay);
    await this.confirmKeep(day, timeOfDay);
  }

  async proposeKeep(day: string, timeOfDay: string): Promise<void> {
    const { loan } = this;
    if (loan === null) return;
    const codes = ['entitlement-not-heard-of-yet', 'entitlement-gives-no-replacement'];
    await onceKnown(`the pool to know why the spare of ${this.faultNumber} may stay`, codes, () =>
      this.post('spare-pool', `loans/${loan.loanNumber}/propose-keep`, this.clerk, 'propose keep', {
        proposedAt: at(day, timeOfDay),
      }),
    );
  }

  async confirmKeep(day: string, timeOfDay: string): Promise<void> {
    const { loan } = this;
    if (loan === null) return;
    await onceKnown(
      `the pool to know that ${this.faultNumber} is kept for its spare`,
      ['keep-answer-not-heard-of-yet'],
      () =>
        this.post('spare-pool', `loans/${loan.loanNumber}/keep`, people.approver, 'keep', {
          madeAt: at(day, timeOfDay),
        }),
    );
    this.play.record.gone.add(this.unit.serial);
  }

  async visit(day: string, timeOfDay: string): Promise<string> {
    const body = {
      faultNumber: this.faultNumber,
      technician: people.technician.actor,
      cause: '电源可疑',
      nature: '硬件',
      category: '维修',
      place: this.#customer,
      sparesAndTools: '电源一个，工具一套',
      issuedAt: at(day, timeOfDay),
    };
    const answer = await onceKnown(`rma to know ${people.technician.actor}`, ['person-not-known'], () =>
      this.post('rma', 'dispatch-orders', this.clerk, 'dispatch', body),
    );
    return answer.text('dispatchNumber');
  }

  async completeVisit(dispatchNumber: string, day: string, timeOfDay: string): Promise<void> {
    const done = {
      repairedOnSite: true,
      actionTaken: '更换电源',
      customerSignature: this.#customer,
      completedAt: at(day, timeOfDay),
    };
    await onceKnown(
      `rma to know that ${this.faultNumber} may be repaired`,
      ['entitlement-not-known-yet', 'quote-not-confirmed'],
      () => this.post('rma', `dispatch-orders/${dispatchNumber}/complete`, people.technician, 'visit done', done),
    );
  }

  /** Waits until the case is over and the ledger has the unit where the case left it. */
  async untilOver(place: string | null): Promise<void> {
    await this.untilCase('the case to be closed', (found) => found.text('status') === 'closed');
    if (place !== null) await this.untilPlace(this.unit.serial, place);
  }

  /** On a run that is gone through again the unit may have moved on since. */
  async untilPlace(serial: string, place: string): Promise<void> {
    const path = `spare-units/${encodeURIComponent(serial)}`;
    const wasThere = (found: Answer): boolean =>
      found.list('movements').some((movement) => movement.text('toPlace') === place);
    await untilTrue(this.play, 'spare-pool', path, people.warehouse, `${serial} to be at ${place}`, wasThere);
  }

  untilCase(what: string, holds: (found: Answer) => boolean): Promise<Answer> {
    return untilTrue(
      this.play,
      'rma',
      `rma-cases/${this.faultNumber}`,
      people.technician,
      `${what} (${this.faultNumber})`,
      holds,
    );
  }

  command(verb: string, person: Person, body: object): Promise<Answer> {
    return this.post('rma', `rma-cases/${this.faultNumber}/${verb}`, person, verb, body);
  }

  post(service: ServiceName, path: string, person: Person, what: string, body: object): Promise<Answer> {
    return this.play.api.post(service, path, person, `${this.#step}: ${what}`, body);
  }

  /** The decision at the report; on a run that is gone through again the case may have a later one. */
  private async firstEntitlement(decided: Answer): Promise<string> {
    const current = decided.part('entitlement');
    const path = `entitlements?${new URLSearchParams({ faultNumber: this.faultNumber }).toString()}`;
    const all = await this.play.api.list('warranty', path, people.approver);
    const first = all.find((one) => !one.has('supersedes'));
    return (first ?? current).text('kind');
  }

  #compareEntitlement(kind: string): void {
    const { serial } = this.unit;
    for (const { entitlements } of this.month.expectations) {
      const expected = entitlements[serial];
      if (expected !== undefined && expected !== kind)
        this.play.record.differ(`entitlement of ${serial}`, expected, kind);
    }
  }
}
