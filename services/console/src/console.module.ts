import { Module } from '@nestjs/common';
import { DirectoryModule } from '@rotables/directory';
import { AccountProposals } from './accounts/account-proposals.js';
import { AccountQueries } from './accounts/account-queries.js';
import { Accounts } from './accounts/accounts.js';
import { AccountsController } from './accounts/http/accounts.controller.js';
import { ExportRecords } from './exports/export-records.js';
import { ExportsController } from './exports/http/exports.controller.js';
import { LiveFeed } from './live/live-feed.js';
import { AccountProposalsController } from './accounts/http/account-proposals.controller.js';
import { TellAtStart } from './accounts/tell-at-start.js';
import { LiveUpdates } from './live/live-updates.js';
import { BrowserSessions } from './sign-in/browser-sessions.js';
import { PeopleController } from './sign-in/http/people.controller.js';
import { SessionController } from './sign-in/http/session.controller.js';
import { NamesOfPeople } from './sign-in/names-of-people.js';
import { SecondFactors } from './sign-in/second-factors.js';
import { SignIn } from './sign-in/sign-in.js';
import { SignInThrottle } from './sign-in/sign-in-throttle.js';

@Module({
  imports: [DirectoryModule.learning('sites')],
  controllers: [SessionController, AccountsController, AccountProposalsController, PeopleController, ExportsController],
  providers: [
    SignIn,
    SignInThrottle,
    SecondFactors,
    BrowserSessions,
    AccountQueries,
    Accounts,
    AccountProposals,
    TellAtStart,
    NamesOfPeople,
    ExportRecords,
    LiveUpdates,
    LiveFeed,
  ],
})
export class ConsoleModule {}
