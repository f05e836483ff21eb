import { Module } from '@nestjs/common';
import { LiveUpdates } from './live/live-updates.js';
import { OnAnyEvent } from './live/on-any-event.js';
import { BrowserSessions } from './sign-in/browser-sessions.js';
import { SessionController } from './sign-in/http/session.controller.js';
import { SignIn } from './sign-in/sign-in.js';

@Module({
  controllers: [SessionController, OnAnyEvent],
  providers: [SignIn, BrowserSessions, LiveUpdates],
})
export class ConsoleModule {}
