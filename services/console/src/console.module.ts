import { Module } from '@nestjs/common';
import { Accounts } from './accounts/accounts.js';
import { AccountsController } from './accounts/http/accounts.controller.js';
import { LiveUpdates } from './live/live-updates.js';
import { OnAnyEvent } from './live/on-any-event.js';
import { BrowserSessions } from './sign-in/browser-sessions.js';
import { SessionController } from './sign-in/http/session.controller.js';
import { SignIn } from './sign-in/sign-in.js';

@Module({
  controllers: [SessionController, AccountsController, OnAnyEvent],
  providers: [SignIn, BrowserSessions, Accounts, LiveUpdates],
})
export class ConsoleModule {}
