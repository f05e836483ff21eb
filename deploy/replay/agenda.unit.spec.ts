import { Agenda, at, eachOf } from './agenda.js';
import { immovableClock } from './month-clock.js';

describe('the agenda', () => {
  it('does everything in the order of business time, also what is added meanwhile', async () => {
    const agenda = new Agenda(immovableClock);
    const done: string[] = [];
    const note = (what: string) => async (): Promise<void> => {
      done.push(what);
    };
    agenda.add('2013-04-11', '09:00', 'b', 'later', note('later'));
    agenda.add('2013-04-10', '09:00', 'a', 'first', async () => {
      done.push('first');
      agenda.add('2013-04-10', '10:00', 'a', 'between', note('between'));
    });
    await agenda.run();
    expect(done).toEqual(['first', 'between', 'later']);
  });

  it('does what one subject has to do at an instant one after the other', async () => {
    const agenda = new Agenda(immovableClock);
    const done: string[] = [];
    agenda.add('2013-04-10', '09:00', 'a', 'slow', async () => {
      await new Promise(setImmediate);
      done.push('slow');
    });
    agenda.add('2013-04-10', '09:00', 'a', 'fast', async () => {
      done.push('fast');
    });
    await agenda.run();
    expect(done).toEqual(['slow', 'fast']);
  });

  it('refuses what would have to be done in the past', async () => {
    const agenda = new Agenda(immovableClock);
    agenda.add('2013-04-10', '09:00', 'a', 'now', async () => {
      agenda.add('2013-04-10', '09:00', 'a', 'too late', async () => undefined);
    });
    await expect(agenda.run()).rejects.toThrow(
      /too late is planned for 2013-04-10 09:00, but it is 2013-04-10 09:00 already/,
    );
  });

  it('leaves out what lies after the minute up to which it is played, and keeps its clock before it', async () => {
    const done: string[] = [];
    const clock = { ...immovableClock, moveTo: (instant: string) => done.push(instant) };
    const agenda = new Agenda(clock, { day: '2013-04-10', time: '09:00' });
    agenda.add('2013-04-10', '09:01', 'a', 'later', async () => void done.push('later'));
    agenda.add('2013-04-10', '09:00', 'a', 'now', async () => void done.push('now'));
    await agenda.run();
    expect(done).toEqual(['2013-04-10T01:00:00.000Z', 'now']);
  });

  it('says when, with whom and at what it failed', async () => {
    const agenda = new Agenda(immovableClock);
    agenda.add('2013-04-10', '09:00', '9VS3FM1J', 'test', async () => {
      throw new Error('no power');
    });
    await expect(agenda.run()).rejects.toThrow('2013-04-10 09:00 9VS3FM1J, test: no power');
  });

  it('moves the clock of the installation to each instant before anything of it is done', async () => {
    const done: string[] = [];
    const agenda = new Agenda({ ...immovableClock, moveTo: (instant) => done.push(instant) });
    agenda.add('2013-04-11', '09:00', 'b', 'later', async () => void done.push('later'));
    agenda.add('2013-04-10', '09:00', 'a', 'first', async () => {
      agenda.passTo('2013-04-10', '09:30');
      done.push('first');
    });
    await agenda.run();
    const instants = [at('2013-04-10', '09:00'), at('2013-04-10', '09:30'), at('2013-04-11', '09:00')];
    expect(done).toEqual([instants[0], instants[1], 'first', instants[2], 'later']);
  });

  it('states business time as an instant', () => {
    expect(at('2013-04-10', '09:00')).toBe('2013-04-10T01:00:00.000Z');
  });
});

describe('some at once', () => {
  it('never does more at once than it is told, and begins nothing after a failure', async () => {
    let running = 0;
    let most = 0;
    const begun: number[] = [];
    const work = async (item: number): Promise<void> => {
      begun.push(item);
      most = Math.max(most, (running += 1));
      await new Promise(setImmediate);
      running -= 1;
      if (item === 3) throw new Error('three');
    };
    await expect(eachOf([1, 2, 3, 4, 5, 6, 7, 8], work, 2)).rejects.toThrow('three');
    expect(most).toBe(2);
    expect(begun).not.toContain(8);
  });
});
