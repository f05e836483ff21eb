import type { CommandKind } from './command';
import { caseCommands } from './commands/cases';
import { moneyCommands } from './commands/money';
import { organisationCommands } from './commands/organisation';
import { serviceCommands } from './commands/service';
import { stockCommands } from './commands/stock';

/** By the name of the list that the document stands in. */
export const commands: Readonly<Record<string, readonly CommandKind[]>> = {
  cases: caseCommands,
  ...serviceCommands,
  ...stockCommands,
  ...moneyCommands,
  ...organisationCommands,
};
