import { OffsetCommits, type PartitionOffset } from './offset-commits.js';

const veryLong = 600_000;

describe('offset commits', () => {
  const committed: PartitionOffset[][] = [];
  const failures: unknown[] = [];
  let fault: Error | undefined;
  let commits: OffsetCommits;

  beforeEach(() => {
    committed.length = 0;
    failures.length = 0;
    fault = undefined;
  });
  afterEach(() => commits.forget());

  function commitsEvery(milliseconds: number): OffsetCommits {
    commits = new OffsetCommits({
      milliseconds,
      commit: async (offsets) => {
        if (fault) throw fault;
        committed.push(offsets);
        await Promise.resolve();
      },
      onFailure: (error) => failures.push(error),
    });
    return commits;
  }

  it('tell the offset after the last record of each partition, all in one', async () => {
    commitsEvery(veryLong);
    commits.note('a', 0, '7');
    commits.note('a', 0, '9007199254740993');
    commits.note('a', 1, '0');
    await commits.flush();
    await commits.flush();
    expect(committed).toEqual([
      [
        { topic: 'a', partition: 0, offset: '9007199254740994' },
        { topic: 'a', partition: 1, offset: '1' },
      ],
    ]);
  });

  it('happen by themselves after a while', async () => {
    const flushed = new Promise<void>((resolve) => {
      commits = new OffsetCommits({
        milliseconds: 1,
        commit: async () => resolve(),
        onFailure: (error) => failures.push(error),
      });
    });
    commits.note('a', 0, '7');
    await flushed;
    expect(failures).toEqual([]);
  });

  it('that fail are repeated with what has been done since', async () => {
    commitsEvery(veryLong);
    fault = new Error('the coordinator has moved');
    commits.note('a', 0, '7');
    commits.note('a', 1, '3');
    await commits.flush();
    expect(failures).toEqual([fault]);
    fault = undefined;
    commits.note('a', 0, '8');
    await commits.flush();
    expect(committed).toEqual([
      expect.arrayContaining([
        { topic: 'a', partition: 0, offset: '9' },
        { topic: 'a', partition: 1, offset: '4' },
      ]),
    ]);
  });

  it('leave alone what is another member’s by now', async () => {
    commitsEvery(veryLong);
    commits.note('a', 0, '7');
    commits.forget();
    await commits.flush();
    expect(committed).toEqual([]);
  });
});
