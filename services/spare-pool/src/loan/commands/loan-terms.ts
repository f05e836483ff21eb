import { Inject, Injectable } from '@nestjs/common';
import type { HolidayCalendar } from '@rotables/domain-kernel';
import { serviceConfiguration } from '@rotables/service-host';
import type { ServiceConfiguration } from '@rotables/service-host';
import type { LoanTerms } from '../loan.js';

/** The usual terms (S7, S8); working days follow the configured calendar (O4), and so does how late is late (O5). */
@Injectable()
export class LoanTermsOfHouse implements LoanTerms {
  readonly loanDays = 30;
  readonly longestLoanDays = 90;
  readonly advanceReplacementWorkingDays = 10;
  readonly toleratedDaysLate: number;
  readonly calendar: HolidayCalendar;

  constructor(@Inject(serviceConfiguration) configuration: ServiceConfiguration) {
    this.toleratedDaysLate = configuration.toleratedDaysLate;
    this.calendar = configuration.calendar;
  }
}
