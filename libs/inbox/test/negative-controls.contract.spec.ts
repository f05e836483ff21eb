import { describeWithKafka } from '@rotables/testing';
import { InboxStore, type Claim, type ClaimEntry, type Standing } from '../src/index.js';
import { Bench, type BusUnderTest } from './bench.js';
import { inProcessBus, kafkaBus } from './buses.js';
import { safeguardedCases } from './event-bus-contract.js';

/** Takes every delivery for a new event. */
class WithoutDedupe extends InboxStore {
  override async claim(entries: readonly ClaimEntry[]): Promise<readonly Claim[]> {
    return (await super.claim(entries)).map((claim) => ({ ...claim, isNew: true, isRepetition: false }));
  }

  override async standing(...event: Parameters<InboxStore['standing']>): Promise<Standing> {
    return { ...(await super.standing(...event)), isDone: false, takenBy: null };
  }
}

/** Puts poison events into the dead letters and goes on with their key. */
class WithoutKeyParking extends InboxStore {
  override async claim(entries: readonly ClaimEntry[]): Promise<readonly Claim[]> {
    return (await super.claim(entries)).map((claim) => ({ ...claim, keyParked: false, predecessorDone: true }));
  }

  override async standing(...event: Parameters<InboxStore['standing']>): Promise<Standing> {
    return { ...(await super.standing(...event)), parked: null, predecessorDone: true };
  }

  override park(): Promise<void> {
    return Promise.resolve();
  }
}

function negativeControls(createBus: () => Promise<BusUnderTest>): void {
  it('without the inbox dedupe, the case of effects once fails: an effect is there twice', async () => {
    const bench = await Bench.on(createBus, new WithoutDedupe());
    try {
      await expect(safeguardedCases.eachEffectOnce(bench)).rejects.toThrow('toEqual');
      const sequences = await bench.sequencesOf('A');
      expect(sequences.length).toBeGreaterThan(new Set(sequences).size);
    } finally {
      await bench.close();
    }
  });

  it('without key parking, the case of the poisoned key fails: later events overtake the poison event', async () => {
    const bench = await Bench.on(createBus, new WithoutKeyParking());
    try {
      await expect(safeguardedCases.aPoisonedKeyWaits(bench)).rejects.toThrow('toEqual');
      expect(await bench.sequencesOf('A')).toEqual([2, 3]);
    } finally {
      await bench.close();
    }
  });
}

describe('what the contract suite would see without a safeguard, in process', () => negativeControls(inProcessBus));
describeWithKafka('what the contract suite would see without a safeguard, with a broker', () =>
  negativeControls(kafkaBus),
);
