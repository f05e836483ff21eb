import { Injectable } from '@nestjs/common';
import {
  type CityCode,
  ensureCityInScope,
  InvalidInput,
  parseFen,
  parseSerial,
  type Session,
} from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { DocumentNumbers, documentSeries } from '../../document-numbers.js';
import { Projections } from '../../projections/projections.js';
import { ensureScrappable } from '../../rma-case/case-outcome.js';
import { RmaCases } from '../../rma-case/rma-case.repository.js';
import { ScrapIsOfAnotherUnit, ScrapNeedsCase, ScrapRecordExists } from '../scrap-record.errors.js';
import { proposeScrap, type ScrapProposal, type ScrapReason, type ScrapRecord } from '../scrap-record.js';
import { ScrapRecords } from '../scrap-record.repository.js';

export interface ProposeScrapCommand {
  readonly serial: string;
  readonly faultNumber: string | undefined;
  /** Needed for a unit without a case, unless the proposer acts for one city only. */
  readonly city: CityCode | undefined;
  readonly reason: ScrapReason;
  readonly valueFen: number;
  readonly proposedAt: string | undefined;
}

type UnitToScrap = Pick<ScrapProposal, 'serial' | 'model' | 'city' | 'faultNumber'>;

/** Command: a unit of the company's is proposed for scrap, with the reason (R9). */
@Injectable()
export class ProposeScrap {
  constructor(
    private readonly records: ScrapRecords,
    private readonly cases: RmaCases,
    private readonly projections: Projections,
    private readonly numbers: DocumentNumbers,
    private readonly time: BusinessTime,
  ) {}

  async execute(command: ProposeScrapCommand, by: Session): Promise<ScrapRecord> {
    const { faultNumber } = command;
    const unit =
      faultNumber === undefined ? await this.poolUnit(command, by) : await this.caseUnit(command, faultNumber);
    ensureCityInScope(by, unit.city);
    const valueFen = parseFen(command.valueFen, 'valueFen');
    const proposedAt = this.time.stated('proposedAt', command.proposedAt);
    const live = await this.records.findLiveBySerial(unit.serial);
    if (live !== undefined) throw new ScrapRecordExists(unit.serial, live);
    const scrapNumber = await this.numbers.next(documentSeries.scrapRecord, proposedAt);
    const { reason } = command;
    return this.records.add(proposeScrap({ ...unit, scrapNumber, reason, valueFen, proposedBy: by.actor, proposedAt }));
  }

  private async caseUnit(command: ProposeScrapCommand, faultNumber: string): Promise<UnitToScrap> {
    const serial = parseSerial(command.serial);
    const rmaCase = await this.cases.load(faultNumber);
    if (rmaCase.serial !== serial) throw new ScrapIsOfAnotherUnit(faultNumber, rmaCase.serial, serial);
    ensureScrappable(rmaCase);
    return { serial, model: rmaCase.model, city: rmaCase.city, faultNumber };
  }

  private async poolUnit(command: ProposeScrapCommand, by: Session): Promise<UnitToScrap> {
    const serial = parseSerial(command.serial);
    const open = await this.cases.findOpenBySerial(serial);
    if (open) throw new ScrapNeedsCase(serial, open.faultNumber);
    const unit = await this.projections.unit(serial);
    return { serial, model: unit?.model ?? null, city: command.city ?? onlyCityOf(by), faultNumber: null };
  }
}

function onlyCityOf(by: Session): CityCode {
  const [city, ...others] = by.cities === 'all' ? [] : by.cities;
  if (city !== undefined && others.length === 0) return city;
  throw new InvalidInput(
    'city',
    undefined,
    'the city whose unit it is, where no faultNumber says so, for example "SY"',
  );
}
