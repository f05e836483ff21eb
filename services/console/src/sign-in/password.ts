import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { InvalidInput } from '@rotables/domain-kernel';

/** OWASP's least parameters for argon2id; about 30 ms. They stand in every hash, so that they can grow later. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 };
const tagLength = 32;
export const shortestPassword = 10;
const longestPassword = 200;
/** Of 0 to 4: "safely unguessable, moderate protection from an offline attack". */
const leastStrength = 3;

const strength = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

const hashPattern = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/;

/**
 * Throws InvalidInput for a password that is too short or too long, or that a guesser tries early: a common one, rows of keys, repetitions,
 * what `known` says of its owner (ASVS 6.2.4). Which characters are in it is up to its owner.
 */
export function checkedPassword(value: string, field: string, known: readonly string[]): string {
  // The value is not repeated, not even shortened.
  if (value.length < shortestPassword || value.length > longestPassword)
    throw new InvalidInput(field, '…', `${shortestPassword} to ${longestPassword} characters long`);
  if (strength.check(value, [...known, 'rotables']).score < leastStrength)
    throw new InvalidInput(
      field,
      '…',
      'harder to guess: no common password, no row of keys, no repetition, not your own name; three or four words that do not belong together do well',
    );
  return value;
}

/** In the PHC format: `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await derive(password, salt, cost);
  const { memory, passes, parallelism } = cost;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

/** Takes as long for an account without a password as for one with, so that the time does not tell which accounts there are. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const parts = hashPattern.exec(hash ?? '');
  if (parts === null) {
    await derive(password, Buffer.alloc(16), cost);
    return false;
  }
  const [, memory = '', passes = '', parallelism = '', salt = '', tag = ''] = parts;
  const written = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const derived = await derive(password, Buffer.from(salt, 'base64'), written);
  const expected = Buffer.from(tag, 'base64');
  return derived.length === expected.length && timingSafeEqual(derived, expected);
}

function derive(message: string, nonce: Buffer, parameters: typeof cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2('argon2id', { message, nonce, tagLength, ...parameters }, (error, tag) => {
      if (error) reject(error);
      else resolve(tag);
    });
  });
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
