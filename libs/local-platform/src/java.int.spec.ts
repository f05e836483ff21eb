import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findJava, findMaven } from './java.js';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rotables-java-'));
  mkdirSync(join(home, 'bin'));
});

afterEach(() => rmSync(home, { recursive: true }));

function install(program: string, output: string): void {
  const path = join(home, 'bin', program);
  writeFileSync(path, `#!/bin/sh\necho '${output}' >&2\n`);
  chmodSync(path, 0o755);
}

describe('findJava', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', '17.0.15'],
    ['openjdk version "25" 2025-09-16', '25'],
  ])('takes %s', async (output, version) => {
    install('java', output);
    expect(await findJava({ JAVA_HOME: home })).toEqual({ found: true, command: join(home, 'bin', 'java'), version });
  });

  it.each(['java version "1.8.0_402"', 'openjdk version "11.0.2" 2019-01-15'])(
    'says that %s is too old',
    async (output) => {
      install('java', output);
      const finding = await findJava({ JAVA_HOME: home });
      expect(finding).toMatchObject({
        found: false,
        missing: expect.stringMatching(/too old for Kafka\. Install Java 17/),
      });
    },
  );

  it('says that there is none, and what to install', async () => {
    const finding = await findJava({ PATH: join(home, 'bin') });
    expect(finding).toMatchObject({
      found: false,
      missing: expect.stringContaining('apt-get install default-jre-headless'),
    });
  });
});

describe('findMaven', () => {
  it('says that there is none, and what to install', async () => {
    const finding = await findMaven({ PATH: join(home, 'bin') });
    expect(finding).toMatchObject({ found: false, missing: expect.stringContaining('apt-get install maven') });
  });
});
