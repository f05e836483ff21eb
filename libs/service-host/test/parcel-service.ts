import { Migration } from '@mikro-orm/migrations';
import { Body, Controller, Get, HttpCode, Module, Param, Post, Query } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type as Schema } from '@sinclair/typebox';
import { CurrentSession, Public, RequireRoles } from '@rotables/access';
import { defineEvent } from '@rotables/contracts';
import type { EventBody, EventContract } from '@rotables/contracts';
import { Clock, DomainError } from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';
import { EventContext, OnEvent } from '@rotables/event-bus';
import { appendEvents } from '@rotables/outbox';
import { cityRowSecurity, UnitOfWork } from '@rotables/persistence';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsString, Matches, Max, Min, ValidateNested } from 'class-validator';
import { cursorPage, decodeCursor, defineService, PageQuery, WithoutUnitOfWork } from '../src/index.js';
import type { CursorPage, ServiceDefinition } from '../src/index.js';

/** A service as small as one can be: one command, one event, one consumer of its own event, one list. */
const parcelSent = defineEvent({
  type: 'depot.parcel-sent.v1',
  topic: 'depot.parcel.v1',
  key: 'number of the parcel',
  description: 'A parcel left the depot.',
  schema: Schema.Object({ number: Schema.String(), pieces: Schema.Integer({ minimum: 1 }) }),
  example: { number: 'P-1', pieces: 1 },
});

class LineRequest {
  @ApiProperty({ example: 'A1' })
  @IsString()
  @Matches(/^[A-Z0-9-]{1,40}$/)
  serial!: string;

  @ApiProperty({ minimum: 1, maximum: 100 })
  @IsInt()
  @Min(1)
  @Max(100)
  pieces!: number;
}

class SendParcelRequest {
  @ApiProperty({ example: 'P-1' })
  @IsString()
  @Matches(/^[A-Za-z0-9-]{1,40}$/)
  number!: string;

  @ApiProperty({ example: 'DL' })
  @IsString()
  city!: string;

  @ApiProperty({ type: [LineRequest] })
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => LineRequest)
  lines!: LineRequest[];
}

class DepotClosed extends DomainError {
  readonly code = 'depot-closed';
  readonly kind = 'refused';
}

interface ParcelRow {
  readonly number: string;
  readonly city: string;
  readonly pieces: number;
  readonly actor: string;
}

/** Lets a test hold a command in the middle of its transaction. */
export class Gate {
  entered = 0;
  private open: Promise<void> = Promise.resolve();
  private release: () => void = () => undefined;

  shut(): void {
    this.open = new Promise((resolve) => {
      this.release = resolve;
    });
  }

  letPass(): void {
    this.release();
  }

  async pass(): Promise<void> {
    this.entered += 1;
    await this.open;
  }
}

@Controller('v1/parcels')
@RequireRoles('branch-clerk', 'warehouse')
class ParcelController {
  constructor(
    private readonly clock: Clock,
    private readonly gate: Gate,
  ) {}

  @Post()
  async send(@Body() { number, city, lines }: SendParcelRequest, @CurrentSession() { actor }: Session) {
    const pieces = lines.reduce((sum, line) => sum + line.pieces, 0);
    if (pieces > 120)
      throw new DepotClosed(`pieces is ${pieces}, but a parcel holds 120; send two.`, { pieces, most: 120 });
    await UnitOfWork.preparedQuery('parcel-send', 'insert into parcel values ($1, $2, $3, $4)', [
      number,
      city,
      pieces,
      actor,
    ]);
    await this.gate.pass();
    await appendEvents({ topic: parcelSent.topic, key: number, city, version: 0 }, [
      { type: parcelSent.type, body: { number, pieces } },
    ]);
    return { zulu: number, alpha: pieces, at: this.clock.now() };
  }

  @Get()
  async list(@Query() { limit, cursor }: PageQuery): Promise<CursorPage<ParcelRow>> {
    const after = decodeCursor(cursor, ['string'])?.[0] ?? null;
    const { rows } = await UnitOfWork.preparedQuery<ParcelRow & Record<string, unknown>>(
      'parcel-list',
      'select * from parcel where ($1::text is null or number > $1) order by number limit $2',
      [after, limit + 1],
    );
    return cursorPage(
      rows,
      limit,
      ({ number }) => [number],
      (row) => row,
    );
  }

  @Get('arrivals')
  async arrivals() {
    const sql = 'select number, pieces, traceparent from arrival order by number';
    const { rows } = await UnitOfWork.preparedQuery('parcel-arrivals', sql, []);
    return { items: rows };
  }

  @Get('write')
  async writeWhileReading() {
    await UnitOfWork.preparedQuery('parcel-write', `insert into parcel values ('x', 'DL', 1, 'x')`, []);
  }

  @Post(':number/lose')
  @HttpCode(204)
  async lose(@Param('number') number: string): Promise<void> {
    await UnitOfWork.preparedQuery('parcel-lose', 'delete from parcel where number = $1', [number]);
  }

  @Post('break')
  breakDown(): never {
    throw new Error('secret of the house: postgres://owner:password@db');
  }

  @Post('upload')
  @WithoutUnitOfWork()
  upload(): { readonly transaction: boolean } {
    return { transaction: UnitOfWork.isRunning() };
  }

  @Get('opening-hours')
  @Public()
  openingHours(): string {
    return 'always';
  }
}

@Controller()
class ParcelConsumer {
  @OnEvent(parcelSent)
  async onParcelSent({ number, pieces }: EventBody<typeof parcelSent>, { event }: EventContext): Promise<void> {
    if (number.startsWith('BAD')) throw new Error(`nobody can take ${number} in`);
    await UnitOfWork.preparedQuery('arrival', 'insert into arrival values ($1, $2, $3)', [
      number,
      pieces,
      event.traceparent,
    ]);
  }
}

class ParcelTables extends Migration {
  override up(): void {
    this.addSql(
      'create table parcel (number text primary key, city text not null, pieces integer not null, actor text not null)',
    );
    this.addSql(cityRowSecurity('parcel'));
    this.addSql('create table arrival (number text primary key, pieces integer not null, traceparent text)');
  }
}

export interface ParcelService {
  readonly definition: ServiceDefinition;
  readonly gate: Gate;
  readonly topic: string;
}

/** The service with its gate; every call makes another one. `others` are events of other services that it may hear of. */
export function parcelService(name = 'depot', others: readonly EventContract[] = []): ParcelService {
  const gate = new Gate();
  @Module({ controllers: [ParcelController, ParcelConsumer], providers: [{ provide: Gate, useValue: gate }] })
  class ParcelModule {}
  const contracts = new Map<string, EventContract>(
    [parcelSent, ...others].map((contract) => [contract.type, contract]),
  );
  const definition = defineService({
    name,
    description: 'Sends parcels.',
    module: ParcelModule,
    entities: [],
    migrations: [{ name: 'depot-0001-parcel', class: ParcelTables }],
    defaultPort: 0,
    contracts,
  });
  return { definition, gate, topic: parcelSent.topic };
}
