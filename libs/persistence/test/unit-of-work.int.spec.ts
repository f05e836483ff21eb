import { waitFor } from '@rotables/testing';
import {
  createOrm,
  DatabaseBusy,
  DatabaseContended,
  DatabaseUnreachable,
  lockRow,
  sqlStateOf,
  UnitOfWork,
} from '../src/index.js';
import type { ServiceDatabase } from '../src/index.js';
import { ledgerMigrations, sessionOf, ShelfNotFound, ShelfSchema, signal } from './ledger.js';
import { createScratchDatabase, query } from './scratch-database.js';
import type { ScratchDatabase } from './scratch-database.js';

const warehouse = sessionOf('warehouse-1');

describe('the unit of work', () => {
  let scratch: ScratchDatabase;
  let database: ServiceDatabase;

  beforeAll(async () => {
    scratch = await createScratchDatabase(ledgerMigrations);
    database = await scratch.open({ entities: [ShelfSchema], poolSize: 4, lockTimeoutMilliseconds: 2_000 });
  });
  afterAll(() => scratch.drop());
  beforeEach(() => scratch.asOwner('truncate shelf, movement'));

  const putShelf = (id: string, units: number) =>
    database.unitOfWork.run(warehouse, async () => {
      const em = UnitOfWork.current();
      em.persist(em.create(ShelfSchema, { id, city: 'DL', units }));
    });
  const unitsOf = (id: string) =>
    database.unitOfWork.run(
      warehouse,
      async () => (await UnitOfWork.current().findOneOrFail(ShelfSchema, { id })).units,
      { readOnly: true },
    );
  const take = (id: string) => async () => {
    const shelf = await lockRow(ShelfSchema, { id }, () => new ShelfNotFound(`shelf ${id} does not exist.`));
    shelf.units -= 1;
  };

  it('saves what the EntityManager, Kysely and prepared statements did, together', async () => {
    await database.unitOfWork.run(warehouse, async () => {
      const em = UnitOfWork.current();
      em.persist(em.create(ShelfSchema, { id: 'a', city: 'DL', units: 3 }));
      await UnitOfWork.preparedQuery('put-movement', 'insert into movement (shelf, units) values ($1, $2)', ['a', 3]);
      await em
        .getKysely<{ movement: { shelf: string; units: number } }>()
        .insertInto('movement')
        .values({ shelf: 'a', units: 4 })
        .execute();
    });
    expect(await unitsOf('a')).toBe(3);
    expect(await scratch.asOwner('select units from movement order by id')).toEqual([{ units: 3 }, { units: 4 }]);
  });

  it('takes everything back when the work throws, and lets the error through', async () => {
    const failing = database.unitOfWork.run(warehouse, async () => {
      const em = UnitOfWork.current();
      await em.insert(ShelfSchema, { id: 'a', city: 'DL', units: 3 });
      throw new ShelfNotFound('shelf z does not exist.');
    });
    await expect(failing).rejects.toThrow(ShelfNotFound);
    expect(await scratch.asOwner('select id from shelf')).toEqual([]);
    expect(database.pool.figures.inUse).toBe(0);
  });

  it('sets actor and cities for its own transaction alone', async () => {
    const settings = `select current_setting('app.actor', true) as actor, current_setting('app.cities', true) as cities`;
    const inside = await database.unitOfWork.run(sessionOf('clerk-7', ['DL', 'AS']), async () => {
      return (await UnitOfWork.preparedQuery('read-settings', settings, [])).rows[0];
    });
    expect(inside).toEqual({ actor: 'clerk-7', cities: 'DL,AS' });
    expect(await database.orm.em.fork().execute(settings)).toEqual([{ actor: '', cities: '' }]);
  });

  it('refuses changes in a read-only transaction', async () => {
    const changing = database.unitOfWork.run(
      warehouse,
      () => UnitOfWork.current().insert(ShelfSchema, { id: 'a', city: 'DL', units: 1 }),
      { readOnly: true },
    );
    const readOnlyTransaction = '25006';
    expect(sqlStateOf(await changing.catch((error: unknown) => error))).toBe(readOnlyTransaction);
  });

  it('calls back after the commit, outside of the transaction, and never after a rollback', async () => {
    const calls: string[] = [];
    await database.unitOfWork.run(warehouse, async () =>
      UnitOfWork.afterCommit(() => calls.push(`committed ${UnitOfWork.isRunning()}`)),
    );
    const failing = database.unitOfWork.run(warehouse, async () => {
      UnitOfWork.afterCommit(() => calls.push('never'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(calls).toEqual(['committed false']);
  });

  it('calls back once what was given several times', async () => {
    let calls = 0;
    const callback = () => {
      calls += 1;
    };
    await database.unitOfWork.run(warehouse, async () => {
      UnitOfWork.afterCommit(callback);
      UnitOfWork.afterCommit(callback);
    });
    expect(calls).toBe(1);
  });

  it('is not failed by a callback that throws after the commit', async () => {
    const calls: string[] = [];
    const done = database.unitOfWork.run(warehouse, async () => {
      UnitOfWork.afterCommit(() => {
        throw new Error('nobody listens');
      });
      UnitOfWork.afterCommit(() => calls.push('the next one'));
      return 'committed';
    });
    await expect(done).resolves.toBe('committed');
    expect(calls).toEqual(['the next one']);
    expect(database.pool.figures.inUse).toBe(0);
  });

  it('refuses a unit of work inside another, and work outside of one', async () => {
    const nested = database.unitOfWork.run(warehouse, () => database.unitOfWork.run(warehouse, async () => undefined));
    await expect(nested).rejects.toThrow('started inside another');
    expect(() => UnitOfWork.current()).toThrow('No unit of work is running');
  });

  it('refuses statements that were not awaited, after its end', async () => {
    let late: (() => Promise<unknown>) | undefined;
    await database.unitOfWork.run(warehouse, async () => {
      const em = UnitOfWork.current();
      late = () => em.find(ShelfSchema, {});
    });
    await expect(late?.()).rejects.toThrow(/committed/i);
  });

  it('commits what is sent with the commit, and takes everything back when that fails', async () => {
    const move = 'insert into movement (shelf, units) values ($1, $2)';
    await database.unitOfWork.run(warehouse, async () => {
      UnitOfWork.preparedQueryWithCommit('put-movement', move, ['a', 5]);
    });
    const failing = database.unitOfWork.run(warehouse, async () => {
      await UnitOfWork.preparedQuery('put-movement', move, ['a', 6]);
      UnitOfWork.preparedQueryWithCommit('divide', 'select 1 / $1::int', [0]);
    });
    await expect(failing).rejects.toThrow('division by zero');
    expect(await scratch.asOwner('select units from movement')).toEqual([{ units: 5 }]);
    expect(database.pool.figures.inUse).toBe(0);
  });

  it('sends the first statement with the begin, and leaves nothing of either where it fails', async () => {
    const own = await scratch.open({ entities: [ShelfSchema], poolSize: 1 });
    const movements = 'select count(*)::int as count, current_setting($1) as actor from movement';
    const divide = () => UnitOfWork.preparedQuery('divide-first', 'select 1 / $1::int as quotient', [0]);
    const misspelt = () => UnitOfWork.preparedQuery('misspelt', 'select from nowhere_at_all', []);
    // The same connection each time: what one has left behind, the next would meet.
    for (let time = 0; time < 2; time += 1) {
      await expect(own.unitOfWork.run(warehouse, divide)).rejects.toThrow('division by zero');
      await expect(own.unitOfWork.run(warehouse, misspelt)).rejects.toThrow('nowhere_at_all');
      const counted = await own.unitOfWork.run(warehouse, () =>
        UnitOfWork.preparedQuery('count-movements', movements, ['app.actor']),
      );
      expect(counted.rows).toEqual([{ count: 0, actor: 'warehouse-1' }]);
    }
    const hiding = own.unitOfWork.run(warehouse, async () => {
      await divide().catch(() => undefined);
    });
    await expect(hiding).rejects.toThrow('caught and hidden');
    const quotient = own.unitOfWork.run(warehouse, () =>
      UnitOfWork.preparedQuery('divide-first', 'select 1 / $1::int as quotient', [1]),
    );
    expect((await quotient).rows).toEqual([{ quotient: 1 }]);
  });

  it('leaves out what is sent with the commit behind one that fails, and prepares it the next time', async () => {
    const own = await scratch.open({ entities: [ShelfSchema], poolSize: 1 });
    const move = 'insert into movement (shelf, units) values ($1, $2)';
    const divideAndMove = (by: number) =>
      own.unitOfWork.run(warehouse, async () => {
        UnitOfWork.preparedQueryWithCommit('divide-with-commit', 'select 1 / $1::int', [by]);
        UnitOfWork.preparedQueryWithCommit('move-behind', move, ['a', 7]);
      });
    await expect(divideAndMove(0)).rejects.toThrow('division by zero');
    expect(await scratch.asOwner('select units from movement')).toEqual([]);
    await divideAndMove(1);
    expect(await scratch.asOwner('select units from movement')).toEqual([{ units: 7 }]);
  });

  it('asks the database nothing for work that asks nothing of it', async () => {
    const own = await scratch.open({ entities: [], poolSize: 1, applicationName: 'asks-nothing' });
    await own.unitOfWork.run(warehouse, async () => undefined);
    const seen = await query(
      scratch.superuserUrl,
      `select query from pg_stat_activity where application_name = 'asks-nothing' and query ~ 'begin|commit|rollback'`,
    );
    expect(seen).toEqual([]);
  });

  it('says so when an error was hidden and PostgreSQL therefore rolled back', async () => {
    const hiding = database.unitOfWork.run(warehouse, async () => {
      const em = UnitOfWork.current();
      await em.insert(ShelfSchema, { id: 'a', city: 'DL', units: 1 });
      await UnitOfWork.preparedQuery('divide-by-zero', 'select 1 / 0', []).catch(() => undefined);
    });
    await expect(hiding).rejects.toThrow('caught and hidden');
    expect(await scratch.asOwner('select id from shelf')).toEqual([]);
  });

  it('does the work again after a deadlock, whole', async () => {
    await putShelf('a', 100);
    await putShelf('b', 100);
    let attempts = 0;
    const firstLocks = [signal(), signal()];
    const move = (from: string, to: string, me: number) => async () => {
      attempts += 1;
      await take(from)();
      await UnitOfWork.current().flush();
      firstLocks[me]?.done();
      await Promise.all(firstLocks.map(({ promise }) => promise));
      await take(to)();
    };
    await Promise.all([
      database.unitOfWork.run(warehouse, move('a', 'b', 0)),
      database.unitOfWork.run(warehouse, move('b', 'a', 1)),
    ]);
    expect(attempts).toBeGreaterThan(2);
    expect([await unitsOf('a'), await unitsOf('b')]).toEqual([98, 98]);
  });

  it('lets the server end a transaction that stands idle for longer than it may, so that its locks are free', async () => {
    await putShelf('a', 3);
    const [locked, goOn] = [signal(), signal()];
    const idle = database.unitOfWork.run(
      warehouse,
      async () => {
        await take('a')();
        locked.done();
        await goOn.promise;
      },
      { idleMilliseconds: 200 },
    );
    const refused = expect(idle).rejects.toThrow(DatabaseUnreachable);
    await locked.promise;
    await database.unitOfWork.run(warehouse, take('a'));
    goOn.done();
    await refused;
    expect(await unitsOf('a')).toBe(2);
  });

  it('gives up on contention with an answer that says so', async () => {
    await putShelf('a', 5);
    const release = signal();
    const locked = signal();
    const holder = database.unitOfWork.run(warehouse, async () => {
      await take('a')();
      locked.done();
      await release.promise;
    });
    await locked.promise;
    await expect(database.unitOfWork.run(warehouse, take('a'))).rejects.toThrow(DatabaseContended);
    release.done();
    await holder;
  });

  it('lets 20 clients take one each from 20 units', async () => {
    await putShelf('a', 20);
    await Promise.all(Array.from({ length: 20 }, () => database.unitOfWork.run(warehouse, take('a'))));
    expect(await unitsOf('a')).toBe(0);
  });

  it('negative control: without the row lock units are sold twice', async () => {
    await putShelf('a', 20);
    const everyoneHasRead = signal();
    let readers = 0;
    const takeUnlocked = async () => {
      const shelf = await UnitOfWork.current().findOneOrFail(ShelfSchema, { id: 'a' });
      readers += 1;
      if (readers === 4) everyoneHasRead.done();
      await everyoneHasRead.promise;
      shelf.units -= 1;
    };
    await Promise.all(Array.from({ length: 4 }, () => database.unitOfWork.run(warehouse, takeUnlocked)));
    expect(await unitsOf('a')).toBeGreaterThan(16);
  });

  it('throws a broken connection away and says that the outcome is unknown', async () => {
    const lost: string[] = [];
    const own = await scratch.open({
      entities: [ShelfSchema],
      poolSize: 1,
      onConnectionLost: (error) => lost.push(error.message),
    });
    const broken = own.unitOfWork.run(warehouse, async () => {
      const [backend] = (
        await UnitOfWork.preparedQuery<{ pid: number }>('own-backend', 'select pg_backend_pid() as pid', [])
      ).rows;
      await query(scratch.superuserUrl, 'select pg_terminate_backend($1)', [backend?.pid]);
      await waitFor(() => lost.length > 0, { describe: 'the loss to be noticed' });
      await UnitOfWork.preparedQuery('own-backend', 'select pg_backend_pid() as pid', []);
    });
    await expect(broken).rejects.toThrow(DatabaseUnreachable);
    // The only connection of the pool has been replaced: the next piece of work gets a working one.
    await expect(own.unitOfWork.run(warehouse, async () => 'works')).resolves.toBe('works');
    expect(own.pool.figures).toEqual({ size: 1, inUse: 0, waiting: 0 });
  });

  it('answers "unavailable" at once when pool and queue are full, and after the time-out when the queue does not move', async () => {
    const own = await scratch.open({ entities: [], poolSize: 1, maximumWaiting: 1, acquireTimeoutMilliseconds: 150 });
    const release = signal();
    const holder = own.unitOfWork.run(warehouse, () => release.promise);
    const waiting = own.unitOfWork.run(warehouse, async () => undefined);
    const began = performance.now();
    await expect(own.unitOfWork.run(warehouse, async () => undefined)).rejects.toMatchObject({
      code: 'database-busy',
      kind: 'unavailable',
      details: { retryAfterSeconds: 1 },
    });
    expect(performance.now() - began).toBeLessThan(100);
    await expect(waiting).rejects.toThrow(DatabaseBusy);
    const patient = own.unitOfWork.run(warehouse, async () => 'done', { patient: true });
    release.done();
    await holder;
    await expect(patient).resolves.toBe('done');
    expect(own.pool.figures).toEqual({ size: 1, inUse: 0, waiting: 0 });
  });

  it('needs one connection only, from the very first work on', async () => {
    await putShelf('a', 3);
    const own = await scratch.open({ entities: [ShelfSchema], poolSize: 1, acquireTimeoutMilliseconds: 150 });
    await own.unitOfWork.run(warehouse, take('a'));
    expect(await unitsOf('a')).toBe(2);
  });

  it('names the address, without its password, when the database cannot be reached', async () => {
    await expect(createOrm({ databaseUrl: 'mysql://me:hidden@somewhere/db', entities: [] })).rejects.toThrow(
      'databaseUrl is "mysql://me:…@somewhere/db", but must be an address like postgres://',
    );
    const unreachable = await createOrm({ databaseUrl: 'postgres://me:hidden@127.0.0.1:9/db', entities: [] });
    await expect(unreachable.unitOfWork.run(warehouse, async () => undefined)).rejects.toThrow(DatabaseUnreachable);
    await unreachable.close();
  });
});
