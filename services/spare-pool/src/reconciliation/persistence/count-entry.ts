import { reconciliationOpenedV1 } from '@rotables/contracts';
import type { Decision } from '@rotables/domain-kernel';
import { eventRowsOf, eventsAppended, outboxInsertion } from '@rotables/outbox';
import { UnitOfWork } from '@rotables/persistence';
import type { PoolEvent } from '../../pool-event.js';
import type { Reconciliation } from '../reconciliation.js';
import { lineValuesOf, saveLines } from './statement-lines.js';

/** A count of a statement that was loaded under lock as `before`: the lines that it has changed, and its events, in one statement. */
export async function enterCount(
  before: Reconciliation,
  decision: Decision<Reconciliation, PoolEvent>,
): Promise<Reconciliation> {
  const { state } = decision;
  const statement = { ...state, version: state.version + decision.events.length };
  const { statementNumber, city } = statement;
  const untouched = new Set(before.lines);
  const changed = statement.lines.filter((line) => !untouched.has(line));
  const own = [statementNumber, city, ...lineValuesOf(changed), statement.state, statement.version, before.version];
  const stream = { topic: reconciliationOpenedV1.topic, key: statementNumber, city };
  const events = outboxInsertion(eventRowsOf(stream, decision), own.length + 1);
  const { rows } = await UnitOfWork.preparedQuery<{ counted: number }>(
    'statement-count-enter',
    `with counted as (${saveLines}
     ), head as (
       update reconciliation set state = $13, version = $14 where statement_number = $1 and version = $15
       returning statement_number
     ), told as (${events.sql}
     )
     select count(*)::integer as counted from head`,
    [...own, ...events.values],
  );
  if (rows[0]?.counted !== 1) throw new Error(`Statement ${statementNumber} changed though it was locked.`);
  eventsAppended();
  return statement;
}
