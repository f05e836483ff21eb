import { waitFor } from '@rotables/testing';
import { Supervised, type Running } from './supervised.js';

/** Something that runs until told to die, for as many starts as wanted. */
class Patient {
  starts = 0;
  readonly said: string[] = [];
  readonly delays = () => this.said.flatMap((line) => /again in ([\d.]+) s/.exec(line)?.[1] ?? []);
  failNextStarts = 0;
  #die: (how: string) => void = () => undefined;

  readonly launch = async (): Promise<Running> => {
    this.starts += 1;
    if (this.failNextStarts > 0) {
      this.failNextStarts -= 1;
      throw new Error('port in use');
    }
    const exited = new Promise<string>((resolve) => {
      this.#die = resolve;
    });
    return {
      exited,
      stop: async () => {
        this.#die('stopped');
        await exited;
      },
    };
  };

  die(how: string): void {
    this.#die(how);
  }
}

function supervise(patient: Patient): Supervised {
  return new Supervised('patient', patient.launch, {
    say: (text) => patient.said.push(text),
    firstDelayMilliseconds: 1,
    longestDelayMilliseconds: 4,
  });
}

const startedAgain = (patient: Patient, starts: number) =>
  waitFor(() => patient.starts === starts && patient.said.at(-1) === 'runs again', {
    describe: `start ${starts}`,
    intervalMilliseconds: 1,
  });

describe('Supervised', () => {
  it('starts again what died, after a delay that doubles up to the longest, and says so', async () => {
    const patient = new Patient();
    const supervised = supervise(patient);
    await supervised.start();
    for (let starts = 2; starts <= 5; starts += 1) {
      patient.die('exit code 3');
      await startedAgain(patient, starts);
    }
    expect(patient.said[0]).toBe('ended by itself (exit code 3); starting it again in 0.001 s');
    expect(patient.delays()).toEqual(['0.001', '0.002', '0.004', '0.004']);
    await supervised.stop();
    expect(patient.starts).toBe(5);
  });

  it('counts a start that fails as a death, and tells its listeners', async () => {
    const patient = new Patient();
    const supervised = supervise(patient);
    const counts: number[] = [];
    supervised.onDeath((deaths) => counts.push(deaths));
    await supervised.start();
    patient.failNextStarts = 1;
    patient.die('killed');
    await startedAgain(patient, 3);
    expect(counts).toEqual([1, 2]);
    expect(patient.said).toContainEqual(expect.stringContaining('port in use'));
    await supervised.stop();
  });

  it('is not started again once stopped, not even when stopped while it waits', async () => {
    const patient = new Patient();
    const supervised = new Supervised('patient', patient.launch, { say: (text) => patient.said.push(text) });
    await supervised.start();
    patient.die('killed');
    await waitFor(() => patient.said.length === 1, { describe: 'the death to be said' });
    await supervised.stop();
    expect(patient.starts).toBe(1);
  });

  it('stops what is still being started', async () => {
    const patient = new Patient();
    const supervised = supervise(patient);
    const starting = supervised.start();
    await supervised.stop();
    await starting;
    expect(patient.said).toEqual([]);
    expect(patient.starts).toBe(1);
  });

  it('is started anew on request, without counting it as a death', async () => {
    const patient = new Patient();
    const supervised = supervise(patient);
    await supervised.start();
    await supervised.restart();
    expect(patient.starts).toBe(2);
    expect(patient.said).toEqual([]);
    await supervised.stop();
  });
});
