import { Module } from '@nestjs/common';
import { Accounts } from './accounts/accounts.js';
import { AccountsController } from './accounts/http/accounts.controller.js';
import { LiveFeed } from './live/live-feed.js';
import { LiveUpdates } from './live/live-updates.js';
import { BrowserSessions } from './sign-in/browser-sessions.js';
import { PeopleController } from './sign-in/http/people.controller.js';
import { SessionController } from './sign-in/http/session.controller.js';
import { NamesOfPeople } from './sign-in/names-of-people.js';
import { SecondFactors } from './sign-in/second-factors.js';
import { SignIn } from './sign-in/sign-in.js';
import { SignInThrottle } from './sign-in/sign-in-throttle.js';

@Module({
  controllers: [SessionController, AccountsController, PeopleController],
  providers: [SignIn, SignInThrottle, SecondFactors, BrowserSessions, Accounts, NamesOfPeople, LiveUpdates, LiveFeed],
})
export class ConsoleModule {}
