import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { KafkaCredentials } from './kafka-access.js';
import { PlatformError } from './platform-error.js';

/*
 * kafkajs cannot make users, and Kafka's own tool takes their passwords on its command line, where every process of the machine reads
 * them. So these are the three requests that it takes, on the wire.
 */
const saslHandshake = { key: 17, version: 1 };
const saslAuthenticate = { key: 36, version: 0 };
const alterUserScramCredentials = { key: 51, version: 0 };
const scramSha512 = 2;
/** The least that Kafka takes; secrets of 192 random bits gain nothing from more. */
const iterations = 4_096;
const longestAnswerMilliseconds = 10_000;

/** Makes the users, or gives them these passwords. Throws {@link PlatformError} 'users-not-made'. */
export async function makeKafkaUsers(
  broker: string,
  operator: KafkaCredentials,
  users: readonly KafkaCredentials[],
): Promise<void> {
  const [host = '', port = ''] = broker.split(':');
  const socket = connect({ host, port: Number(port) });
  socket.setTimeout(longestAnswerMilliseconds, () => socket.destroy(new Error('it did not answer in time')));
  try {
    const answers = framesOf(socket);
    const ask = async (request: Buffer): Promise<Buffer> => {
      socket.write(request);
      const { value, done } = await answers.next();
      if (done === true) throw new Error('it closed the connection');
      return value;
    };
    ensureNoError(await ask(request(saslHandshake, text16('PLAIN'))), 4);
    const proof = Buffer.from(`\0${operator.username}\0${operator.password}`);
    ensureNoError(await ask(request(saslAuthenticate, Buffer.concat([int32(proof.length), proof]))), 4);
    ensureAllMade(await ask(request(alterUserScramCredentials, upsertions(users), true)));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new PlatformError('users-not-made', `Kafka at ${broker} did not take its users: ${reason}.`, {
      cause: error,
    });
  } finally {
    socket.destroy();
  }
}

/** The answers, each without its length. */
async function* framesOf(socket: Socket): AsyncGenerator<Buffer, undefined> {
  let received = Buffer.alloc(0);
  for await (const chunk of socket) {
    received = Buffer.concat([received, chunk as Buffer]);
    while (received.length >= 4 && received.length >= 4 + received.readInt32BE(0)) {
      const end = 4 + received.readInt32BE(0);
      yield received.subarray(4, end);
      received = received.subarray(end);
    }
  }
  return undefined;
}

function request({ key, version }: { key: number; version: number }, body: Buffer, flexible = false): Buffer {
  const header = [int16(key), int16(version), int32(1), text16('local-platform'), ...(flexible ? [noTags] : [])];
  const content = Buffer.concat([...header, body]);
  return Buffer.concat([int32(content.length), content]);
}

/** No deletions, and each user with what SCRAM keeps of his password. */
function upsertions(users: readonly KafkaCredentials[]): Buffer {
  const entries = users.map(({ username, password }) => {
    const salt = randomBytes(24);
    const salted = pbkdf2Sync(password, salt, iterations, 64, 'sha512');
    const name = Buffer.from(username);
    return Buffer.concat([
      compact(name),
      Buffer.of(scramSha512),
      int32(iterations),
      compact(salt),
      compact(salted),
      noTags,
    ]);
  });
  return Buffer.concat([unsigned(1), unsigned(entries.length + 1), ...entries, noTags]);
}

function ensureNoError(answer: Buffer, place: number): void {
  const code = answer.readInt16BE(place);
  if (code !== 0) throw new Error(`it answered with error ${code}`);
}

/** Correlation, tags, throttling, then a list: name, code, sentence or null, tags. */
function ensureAllMade(answer: Buffer): void {
  let place = 4 + 1 + 4;
  const length = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = answer.readUInt8(place++);
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value - 1;
    }
  };
  const text = (): string => {
    const bytes = Math.max(0, length());
    place += bytes;
    return answer.toString('utf8', place - bytes, place);
  };
  for (let left = length(); left > 0; left -= 1) {
    const user = text();
    const code = answer.readInt16BE(place);
    place += 2;
    const sentence = text();
    place += 1;
    if (code !== 0) throw new Error(`it answered for ${user} with error ${code} ${sentence}`);
  }
}

const noTags = Buffer.of(0);

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function text16(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([int16(bytes.length), bytes]);
}

/** With its length plus one before it, as newer requests have it. */
function compact(bytes: Buffer): Buffer {
  return Buffer.concat([unsigned(bytes.length + 1), bytes]);
}

function unsigned(value: number): Buffer {
  return value < 0x80 ? Buffer.of(value) : Buffer.concat([Buffer.of((value & 0x7f) | 0x80), unsigned(value >>> 7)]);
}
