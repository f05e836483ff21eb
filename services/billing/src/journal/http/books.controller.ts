import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RequireRoles } from '@rotables/access';
import { businessDateOf, Clock } from '@rotables/domain-kernel';
import { parsePeriod } from '../../accounting-period/accounting-period.js';
import { optionalCity, optionalDay } from '../../http/fields.js';
import { descriptionOfAccount } from '../journal.js';
import { Books } from '../queries/books.js';
import {
  AccountPage,
  AccountsQuery,
  EntriesQuery,
  JournalEntryPage,
  sumView,
  TrialBalanceQuery,
  TrialBalanceView,
} from './books.dto.js';

@ApiTags('books')
@Controller('v1')
@RequireRoles('finance', 'branch-head', 'headquarters-approver', 'general-manager', 'administrator')
export class BooksController {
  constructor(
    private readonly books: Books,
    private readonly clock: Clock,
  ) {}

  /** The journal in the order of writing (B8). */
  @Get('journal-entries')
  @ApiOkResponse({ type: JournalEntryPage })
  entries(@Query() query: EntriesQuery): Promise<JournalEntryPage> {
    const period = query.period === undefined ? undefined : parsePeriod(query.period);
    const { document, account } = query;
    return this.books.entries({ city: optionalCity(query.city), period, document, account }, query);
  }

  /** Every account by the entries booked up to a day; its balances come to zero (X2). */
  @Get('trial-balance')
  @ApiOkResponse({ type: TrialBalanceView })
  async trialBalance(@Query() query: TrialBalanceQuery): Promise<TrialBalanceView> {
    const asOf = optionalDay(query.asOf, 'asOf') ?? businessDateOf(this.clock.now());
    const lines = await this.books.trialBalance(asOf);
    const sum = lines.reduce((total, { balanceFen }) => total + balanceFen, 0n);
    const items = lines.map(({ account, debitFen, creditFen, balanceFen }) => ({
      account,
      debitFen: sumView(debitFen),
      creditFen: sumView(creditFen),
      balanceFen: sumView(balanceFen),
    }));
    return { asOf, sumFen: sumView(sum), items };
  }

  /** The accounts with their balances at the moment. */
  @Get('accounts')
  @ApiOkResponse({ type: AccountPage })
  async accounts(@Query() query: AccountsQuery): Promise<AccountPage> {
    const balances = await this.books.balances(optionalCity(query.city));
    const items = balances.map(({ account, city, balanceFen }) => ({
      ...{ account, city, balanceFen: sumView(balanceFen) },
      description: descriptionOfAccount(account),
    }));
    return { items, nextCursor: null };
  }
}
