import type { DeskView } from '../../../preload/contract/views.ts';
import type { Clock } from '../../base/clock.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import type { Logger } from '../../base/log.ts';

export interface UpdateSettings {
  readonly automatic: boolean;
  /** The folder of a company's server that holds the installers and latest.yml; null: nobody is asked. */
  readonly url: string | null;
  readonly channel: 'latest' | 'beta';
}

/** electron-updater, as far as it is used. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  allowDowngrade: boolean;
  channel: string | null;
  setFeedURL(feed: { readonly provider: 'generic'; readonly url: string; readonly channel: string }): void;
  on(event: 'update-downloaded', listener: (info: { readonly version: string }) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  checkForUpdates(): Promise<unknown>;
  quitAndInstall(isSilent?: boolean, isForceRunAfter?: boolean): void;
}

export interface UpdatesOptions {
  readonly settings: UpdateSettings;
  readonly updater: () => Promise<Updater>;
  readonly view: () => DeskView;
  readonly onDidChange: () => void;
  readonly clock: Clock;
  readonly log: Logger;
}

/** The first look waits until the desk is up; then several times a shift. */
const [firstAfter, every, lookAgain] = [60_000, 4 * 3_600_000, 60_000];

/**
 * Brings newer versions, where the settings say so and from where they say. Never during a call: neither is anything
 * fetched then, nor installed; it is installed when the person quits, or asks for it.
 */
export class Updates implements Disposable {
  readonly #options: UpdatesOptions;
  readonly #open = new DisposableStore();
  #updater: Updater | null = null;
  #ready: string | null = null;

  constructor(options: UpdatesOptions) {
    this.#options = options;
    const { settings, clock } = options;
    if (!settings.automatic || settings.url === null) return;
    this.#open.add(clock.after(firstAfter, () => void this.#look()));
    this.#open.add(clock.every(every, () => void this.#look()));
  }

  /** The version that waits to be installed. */
  get ready(): string | null {
    return this.#ready;
  }

  /** Whether it was begun. */
  install(): boolean {
    if (this.#ready === null || this.#updater === null || isOnCall(this.#options.view())) return false;
    this.#updater.quitAndInstall(true, true);
    return true;
  }

  dispose(): void {
    this.#open.dispose();
  }

  async #look(): Promise<void> {
    const { view, clock, log } = this.#options;
    if (this.#ready !== null) return;
    if (isOnCall(view())) {
      this.#open.add(clock.after(lookAgain, () => void this.#look()));
      return;
    }
    try {
      this.#updater ??= await this.#prepare();
      await this.#updater.checkForUpdates();
    } catch (error) {
      log.warn('no update could be looked for', { error: error instanceof Error ? error.message : String(error) });
    }
  }

  async #prepare(): Promise<Updater> {
    const { settings, updater, onDidChange, log } = this.#options;
    const made = await updater();
    made.autoDownload = true;
    made.autoInstallOnAppQuit = true;
    made.setFeedURL({ provider: 'generic', url: settings.url ?? '', channel: settings.channel });
    made.channel = settings.channel;
    // Setting a channel allows downgrades; an older version with known holes is no update.
    made.allowDowngrade = false;
    made.on('update-downloaded', ({ version }) => {
      this.#ready = version;
      onDidChange();
    });
    made.on('error', (error) => log.warn('an update failed', { error: error.message }));
    return made;
  }
}

const isOnCall = ({ calls }: DeskView): boolean => calls.some(({ phase }) => phase !== 'ended');
