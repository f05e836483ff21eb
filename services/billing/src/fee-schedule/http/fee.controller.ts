import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import { businessDateOf, Clock, InvalidInput, parseBusinessDate, parseCityCode, roles } from '@rotables/domain-kernel';
import type { BusinessDate, Session } from '@rotables/domain-kernel';
import { optionalCity, optionalDay } from '../../http/fields.js';
import { CorrectFee } from '../commands/correct-fee.js';
import { DefineFees } from '../commands/define-fees.js';
import { GradeCity } from '../commands/grade-city.js';
import { FeeFinder } from '../queries/fee-finder.js';
import { NoFeeInForce } from '../fee-schedule.errors.js';
import type { Fee, FeeFacts } from '../fee-schedule.js';
import { FeeLists } from '../queries/fee-lists.js';
import {
  CityGradePage,
  CityGradeView,
  CorrectFeeBody,
  DefinedFeesView,
  DefineFeesBody,
  EffectiveFeeQuery,
  FeePage,
  FeesQuery,
  FeeView,
  GradeCityBody,
} from './fee.dto.js';

@ApiTags('fees')
@Controller('v1')
export class FeeController {
  constructor(
    private readonly defineFees: DefineFees,
    private readonly correctFee: CorrectFee,
    private readonly gradeCity: GradeCity,
    private readonly finder: FeeFinder,
    private readonly lists: FeeLists,
    private readonly clock: Clock,
  ) {}

  /** Adds one line, or up to 500, to the schedule (B1). */
  @Post('fees')
  @RequireRoles('finance', 'administrator')
  @ApiCreatedResponse({ type: DefinedFeesView })
  async define(@Body() body: DefineFeesBody, @CurrentSession() session: Session): Promise<DefinedFeesView> {
    const items = await this.defineFees.execute(linesOf(body), session, this.today());
    return { added: items.length, items: items.map(feeView) };
  }

  /** Puts right a price that was typed wrongly today (B1); what was quoted or charged by it keeps it. */
  @Post('fees/correct')
  @RequireRoles('finance')
  @ApiCreatedResponse({ type: FeeView })
  async correct(@Body() body: CorrectFeeBody, @CurrentSession() session: Session): Promise<FeeView> {
    const { model = null, cityGrade = null, ...correction } = body;
    return feeView(await this.correctFee.execute({ ...correction, model, cityGrade }, session, this.today()));
  }

  @Get('fees')
  @RequireRoles(...roles)
  @ApiOkResponse({ type: FeePage })
  list(@Query() query: FeesQuery): Promise<FeePage> {
    return this.lists.fees(query, query);
  }

  /** The fee that holds on a day for a model in a city (B1). */
  @Get('fees/effective')
  @RequireRoles(...roles)
  @ApiOkResponse({ type: FeeView })
  async effective(@Query() query: EffectiveFeeQuery): Promise<FeeView> {
    const asOf = optionalDay(query.asOf, 'asOf') ?? this.today();
    const city = optionalCity(query.city) ?? null;
    const model = query.model ?? null;
    const fee = await this.finder.find({ feeCode: query.feeCode, model, city, asOf });
    if (!fee) throw new NoFeeInForce(query.feeCode, model, city, asOf);
    return feeView(fee);
  }

  /** Puts a city into a grade (B1). */
  @Post('city-grades')
  @RequireRoles('finance', 'administrator')
  @ApiCreatedResponse({ type: CityGradeView })
  async grade(@Body() body: GradeCityBody, @CurrentSession() session: Session): Promise<CityGradeView> {
    const city = parseCityCode(body.city);
    const effectiveOn = body.effectiveOn === undefined ? undefined : parseBusinessDate(body.effectiveOn, 'effectiveOn');
    const graded = await this.gradeCity.execute({ city, grade: body.grade, effectiveOn }, session, this.today());
    const last = graded.gradings.at(-1);
    if (!last) throw new Error(`${city} was graded and has no grade.`);
    return { city, ...last };
  }

  @Get('city-grades')
  @RequireRoles(...roles)
  @ApiOkResponse({ type: CityGradePage })
  async grades(): Promise<CityGradePage> {
    return { items: await this.lists.cityGrades(), nextCursor: null };
  }

  private today(): BusinessDate {
    return businessDateOf(this.clock.now());
  }
}

function linesOf(body: DefineFeesBody): readonly FeeFacts[] {
  const { fees, ...single } = body;
  if (fees === undefined) return [lineOf(single)];
  const [superfluous] = Object.entries(single);
  if (superfluous) throw new InvalidInput(superfluous[0], superfluous[1], 'left out where fees is given');
  return fees.map(lineOf);
}

function lineOf(line: Omit<DefineFeesBody, 'fees'>): FeeFacts {
  const {
    feeCode = '',
    description = '',
    model = null,
    cityGrade = null,
    amountFen = Number.NaN,
    effectiveOn = '',
  } = line;
  return { feeCode, description, model, cityGrade, amountFen, effectiveOn };
}

function feeView(fee: Fee): FeeView {
  const { feeCode, description, model, cityGrade, amountFen, effectiveOn, definedOn, correctionReason } = fee;
  return { feeCode, description, model, cityGrade, amountFen, effectiveOn, definedOn, correctionReason };
}
