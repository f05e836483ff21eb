import { Injectable } from '@nestjs/common';
import {
  businessDateOf,
  Clock,
  ensureCityInScope,
  parseSerial,
  serialKey,
  type CityCode,
  type Fen,
  type Session,
} from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { DocumentNumbers, documentSeries } from '../../document-numbers.js';
import { Projections } from '../../projections/projections.js';
import { ensureScrappable } from '../../rma-case/case-outcome.js';
import type { RmaCase } from '../../rma-case/rma-case.js';
import { RmaCases } from '../../rma-case/rma-case.repository.js';
import {
  ScrapIsOfAnotherUnit,
  ScrapKnownOtherwise,
  ScrapNeedsCase,
  ScrapRecordExists,
  ScrapValueUnknown,
} from '../scrap-record.errors.js';
import { proposeScrap, type ScrapReason, type ScrapRecord } from '../scrap-record.js';
import { ScrapRecords } from '../scrap-record.repository.js';
import { unitToScrap, type ScrapUnit } from '../scrap-unit.js';

export interface ProposeScrapCommand {
  readonly serial: string;
  readonly faultNumber: string | undefined;
  /** What the pool knows, where it was sent all the same. */
  readonly city: CityCode | undefined;
  readonly reason: ScrapReason;
  /** What the fee schedule knows, where it was sent all the same. */
  readonly valueFen: number | undefined;
  readonly proposedAt: string | undefined;
}

/** Command: a unit that the company owns and holds is proposed for scrap, with the reason (R9). */
@Injectable()
export class ProposeScrap {
  constructor(
    private readonly records: ScrapRecords,
    private readonly cases: RmaCases,
    private readonly projections: Projections,
    private readonly numbers: DocumentNumbers,
    private readonly time: BusinessTime,
    private readonly clock: Clock,
  ) {}

  async execute(command: ProposeScrapCommand, by: Session): Promise<ScrapRecord> {
    const { reason } = command;
    const rmaCase = await this.caseOf(command, by);
    const typed = parseSerial(command.serial);
    const unit = unitToScrap(typed, await this.projections.poolUnit(typed), by, rmaCase);
    if (command.city !== undefined && command.city !== unit.city) {
      throw new ScrapKnownOtherwise('city', command.city, unit.city);
    }
    const valueFen = await this.valueOf(unit, command.valueFen);
    const proposedAt = this.time.stated('proposedAt', command.proposedAt);
    const live = await this.records.findLiveBySerial(unit.serial);
    if (live !== undefined) throw new ScrapRecordExists(unit.serial, live);
    const scrapNumber = await this.numbers.next(documentSeries.scrapRecord, proposedAt);
    const { serial, model } = unit;
    // The case is its city's, where its people see the record on the timeline; a unit without one is the city's that holds it.
    const [city, faultNumber] = rmaCase ? [rmaCase.city, rmaCase.faultNumber] : [unit.city, null];
    const proposal = {
      scrapNumber,
      serial,
      model,
      city,
      faultNumber,
      reason,
      valueFen,
      proposedBy: by.actor,
      proposedAt,
    };
    return this.records.add(proposeScrap(proposal));
  }

  /** A unit with an open case is scrapped with it, for the case ends by it. */
  private async caseOf({ faultNumber, ...command }: ProposeScrapCommand, by: Session): Promise<RmaCase | undefined> {
    const serial = parseSerial(command.serial);
    if (faultNumber === undefined) {
      const open = await this.cases.findOpenBySerial(serial);
      if (open) throw new ScrapNeedsCase(open.serial, open.faultNumber);
      return undefined;
    }
    const rmaCase = await this.cases.load(faultNumber);
    ensureCityInScope(by, rmaCase.city);
    if (serialKey(rmaCase.serial) !== serialKey(serial)) {
      throw new ScrapIsOfAnotherUnit(faultNumber, rmaCase.serial, serial);
    }
    ensureScrappable(rmaCase);
    return rmaCase;
  }

  /** The model's price as of today, whatever day is stated: a stated day chooses no price. */
  private async valueOf({ serial, model, city }: ScrapUnit, sent: number | undefined): Promise<Fen> {
    const known = await this.projections.unitPrice(model, city, businessDateOf(this.clock.now()));
    if (known === undefined) throw new ScrapValueUnknown(serial, model);
    if (sent !== undefined && sent !== known) throw new ScrapKnownOtherwise('valueFen', sent, known);
    return known;
  }
}
