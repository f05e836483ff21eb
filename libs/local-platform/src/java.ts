import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A program that was looked for: where it is, or a sentence that says what is missing and what to do. */
export type Finding =
  | { readonly found: true; readonly command: string; readonly version: string }
  | { readonly found: false; readonly missing: string };

const oldestJava = 17;
const run = promisify(execFile);

/** Java 17 or later: JAVA_HOME's, else the one on the PATH. */
export async function findJava(environment: NodeJS.ProcessEnv = process.env): Promise<Finding> {
  const command = fromHome(environment['JAVA_HOME'], 'java');
  const wayOut = `Install Java ${oldestJava} or later (on Debian: apt-get install default-jre-headless) or set JAVA_HOME.`;
  try {
    const { stdout, stderr } = await run(command, ['-version'], { env: environment });
    const version = /version "([^"]+)"/.exec(stderr + stdout)?.[1] ?? 'unknown';
    if (majorOf(version) >= oldestJava) {
      return { found: true, command, version };
    }
    return { found: false, missing: `Java ${version} (${command}) is too old for Kafka. ${wayOut}` };
  } catch {
    return { found: false, missing: `There is no Java (${command}). ${wayOut}` };
  }
}

/** Maven, which fetches Kafka's jars: MAVEN_HOME's, else the one on the PATH. */
export async function findMaven(environment: NodeJS.ProcessEnv = process.env): Promise<Finding> {
  const command = fromHome(environment['MAVEN_HOME'], 'mvn');
  try {
    const { stdout } = await run(command, ['-version'], { env: environment });
    return { found: true, command, version: /Apache Maven (\S+)/.exec(stdout)?.[1] ?? 'unknown' };
  } catch {
    const wayOut = 'Install it (on Debian: apt-get install maven) or set MAVEN_HOME.';
    return { found: false, missing: `There is no Maven (${command}), which fetches Kafka's jars. ${wayOut}` };
  }
}

function fromHome(home: string | undefined, program: string): string {
  const inHome = home === undefined ? '' : join(home, 'bin', program);
  return inHome !== '' && existsSync(inHome) ? inHome : program;
}

/** Java 8 and before call themselves 1.8. */
function majorOf(version: string): number {
  const [first = '0', second = '0'] = version.split('.');
  return Number.parseInt(first === '1' ? second : first, 10) || 0;
}
