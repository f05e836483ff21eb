import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { RequireRoles } from '@rotables/access';
import { businessDateOf, Clock, parseBusinessDate, roles, type BusinessDate } from '@rotables/domain-kernel';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { InstalledBases } from '../installed-base.repository.js';

export class CityBaseQuery {
  @ApiPropertyOptional({ example: '2013-04-10', description: 'A business day; today if left out.' })
  @IsOptional()
  @IsString()
  asOf?: string;
}

export class BaseQuery extends CityBaseQuery {
  @ApiPropertyOptional({ example: 'DL' }) @IsOptional() @IsString() @MaxLength(8) city?: string;
  @ApiPropertyOptional({ example: 'ST31500541AS' }) @IsOptional() @IsString() @MaxLength(100) model?: string;
}

export class CityBaseView {
  @ApiProperty({ example: 'DL' }) city!: string;
  @ApiProperty({ example: 3439 }) installed!: number;
}

export class BaseView extends CityBaseView {
  @ApiProperty({ example: 'ST31500541AS' }) model!: string;
}

export class BaseList {
  @ApiProperty({ example: '2013-04-10' }) asOf!: string;
  @ApiProperty({ type: [BaseView] }) items!: readonly BaseView[];
}

export class CityBaseList {
  @ApiProperty({ example: '2013-04-10' }) asOf!: string;
  @ApiProperty({ type: [CityBaseView] }) items!: readonly CityBaseView[];
}

@ApiTags('installed base')
@Controller('v1/installed-base')
export class InstalledBaseController {
  constructor(
    private readonly bases: InstalledBases,
    private readonly clock: Clock,
  ) {}

  /** How many units of each model were installed in each city at the end of a day (W14). */
  @Get()
  @RequireRoles(...roles)
  @ApiOkResponse({ type: BaseList })
  async list(@Query() { asOf, city, model }: BaseQuery): Promise<BaseList> {
    const on = this.dayOf(asOf);
    const filter = { ...(city === undefined ? {} : { city }), ...(model === undefined ? {} : { model }) };
    return { asOf: on, items: await this.bases.asOf(on, filter) };
  }

  /** The same per city, over all models: what allocations derive from (S1). */
  @Get('cities')
  @RequireRoles(...roles)
  @ApiOkResponse({ type: CityBaseList })
  async cities(@Query() { asOf }: CityBaseQuery): Promise<CityBaseList> {
    const on = this.dayOf(asOf);
    const totals = new Map<string, number>();
    for (const { city, installed } of await this.bases.asOf(on, {}))
      totals.set(city, (totals.get(city) ?? 0) + installed);
    return { asOf: on, items: [...totals].map(([city, installed]) => ({ city, installed })) };
  }

  private dayOf(asOf: string | undefined): BusinessDate {
    return asOf === undefined ? businessDateOf(this.clock.now()) : parseBusinessDate(asOf, 'asOf');
  }
}
