import { spawn } from 'node:child_process';
import { existsSync, watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import type { Launcher } from './launcher.js';
import type { Screen } from './screen.js';

const watchedFolders = ['contracts', 'libs', 'services'];
/** Editors and version control write many files at once. */
const settleMilliseconds = 300;

/** Builds again when sources change, and restarts the services that they belong to. */
export class SourceWatch {
  readonly #watchers: FSWatcher[] = [];
  readonly #changed = new Set<string>();
  #timer: NodeJS.Timeout | null = null;
  #working = false;

  constructor(
    private readonly root: string,
    private readonly launcher: Launcher,
    private readonly screen: Screen,
  ) {
    for (const folder of watchedFolders.filter((name) => existsSync(join(root, name)))) {
      const watcher = watch(join(root, folder), { recursive: true }, (_event, file) => this.#note(folder, file ?? ''));
      this.#watchers.push(watcher);
    }
    screen.line(`watching ${watchedFolders.join(', ')} for changes`);
  }

  close(): void {
    this.#watchers.forEach((watcher) => watcher.close());
    clearTimeout(this.#timer ?? undefined);
  }

  #note(folder: string, file: string): void {
    if (file.endsWith('.ts') && !file.endsWith('.spec.ts')) {
      this.#changed.add(join(folder, file));
      clearTimeout(this.#timer ?? undefined);
      this.#timer = setTimeout(() => void this.#rebuild(), settleMilliseconds);
    }
  }

  async #rebuild(): Promise<void> {
    if (this.#working) {
      return;
    }
    this.#working = true;
    try {
      while (this.#changed.size > 0) {
        const files = [...this.#changed];
        this.#changed.clear();
        this.screen.line(
          `changed: ${files.slice(0, 3).join(', ')}${files.length > 3 ? ` and ${files.length - 3} more` : ''}`,
        );
        if (await this.#build()) {
          await this.launcher.restart(affectedServices(files));
          this.screen.line('restarted with the new build');
        }
      }
    } finally {
      this.#working = false;
    }
  }

  /** What runs goes on running when the build fails. */
  async #build(): Promise<boolean> {
    const build = spawn(process.execPath, [join(this.root, 'deploy', 'tools', 'build.ts')], { stdio: 'inherit' });
    const code = await new Promise((resolve) => build.once('exit', resolve));
    if (code !== 0) {
      this.screen.line('the build failed; what runs is the build before. Mend the error and save again.');
    }
    return code === 0;
  }
}

/** Services whose own sources changed; none named, hence all, when something changed that they share. */
export function affectedServices(files: readonly string[]): string[] {
  const names = files.map((file) => /^services[\\/]([^\\/]+)[\\/]/.exec(file)?.[1]);
  return names.includes(undefined) ? [] : [...new Set(names.filter((name) => name !== undefined))];
}
