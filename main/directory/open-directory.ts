import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { type Disposable, DisposableStore } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/emitter.ts';
import type { Logger } from '../base/log.ts';
import { failed, type Result } from '../base/result.ts';
import { type StoreFailure, StoreThread, threadFile } from '../store/store-thread.ts';
import { watchFolder } from '../store/watch-folder.ts';
import type { Contact, ImportReport, NumberToMatch } from './contact.ts';
import type { ContactStore, ContactStoreData, FileToImport, ImportPreview } from './contact-store.ts';
import type { Draft } from './draft.ts';
import { QuickMatch } from './quick-match.ts';
import type { ContactServer } from './sources/contact-source.ts';
import { type ConfiguredServer, type ServerState, ServerSync } from './sources/server-sync.ts';

type Answer<Value> = Promise<Result<Value, StoreFailure>>;

/** Everybody this desk knows of, beside the colleagues whom the PBX tells of. */
export interface ContactDirectory extends Disposable {
  /** Somebody was added, changed or removed: what was matched may match otherwise. */
  readonly onDidChange: Event<void>;
  /** Everybody with that number, empty: nobody. At once where that takes no time, so that a ringing call has its name. */
  match(number: NumberToMatch): readonly Contact[] | Promise<readonly Contact[]>;
  search(text: string, most: number): Promise<readonly Contact[]>;
  /** Known at once to have nobody. */
  isEmpty(): boolean;
  count(): Answer<number>;
  sources(): Answer<readonly ImportReport[]>;
  preview(file: FileToImport): Answer<ImportPreview>;
  importBytes(file: FileToImport): Answer<ImportReport>;
  removeSource(file: string): Answer<void>;
  write(id: number | null, draft: Draft): Answer<number>;
  remove(id: number): Answer<void>;
  export(form: 'csv' | 'vcard3' | 'vcard4'): Answer<string>;
  /** How it stands with the servers of the settings. */
  servers(): readonly ServerState[];
  /** Reads them now; gives how it went. */
  syncNow(kind: ContactServer['kind']): Promise<readonly ServerState[]>;
}

export interface DirectoryOptions {
  /** The profile's folder. */
  readonly folder: string;
  /** Folders whose address books are read, and read again when they change, besides `contacts` in the profile. */
  readonly watched: readonly string[];
  /** Servers whose people are read, again and again; left out: none. */
  readonly servers?: readonly ConfiguredServer[];
  readonly country: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Address books are read from then on; who is looked for before is found all the same. Left out: at once. */
  readonly begins?: Promise<void>;
}

const isAddressBook = (name: string): boolean => /^[^.~].*\.(csv|tsv|txt|vcf|vcard)$/i.test(name);

/** Opens the directory in the profile. One thread finds; another one writes, so that an import holds up no caller's name. */
export function openDirectory(options: DirectoryOptions): ContactDirectory {
  return new ThreadedDirectory(options);
}

class ThreadedDirectory implements ContactDirectory {
  readonly #options: DirectoryOptions;
  readonly #open = new DisposableStore();
  readonly #changed = this.#open.add(new Emitter<void>());
  readonly onDidChange = this.#changed.event;
  readonly #data: ContactStoreData;
  readonly #finder: StoreThread<ContactStore>;
  readonly #begins: Promise<void>;
  #opened: Promise<void> | null = null;
  readonly #servers: ServerSync;
  #writer: StoreThread<ContactStore> | null = null;
  /** Once the file is there. */
  #quick: QuickMatch | null = null;
  /** What each watched folder held when it was last looked at. */
  readonly #files = new Map<string, readonly string[]>();

  constructor(options: DirectoryOptions) {
    this.#options = options;
    const { folder, country, clock } = options;
    this.#begins = options.begins ?? Promise.resolve();
    this.#data = { path: join(folder, 'contacts.db'), country, now: clock.now() };
    this.#finder = this.#open.add(this.#thread());
    this.#servers = this.#open.add(this.#serverSync());
    void this.#begins.then(() => this.#begin());
  }

  match(number: NumberToMatch): readonly Contact[] | Promise<readonly Contact[]> {
    return this.#quick?.match(number) ?? this.#matchInThread(number);
  }

  async #matchInThread(number: NumberToMatch): Promise<readonly Contact[]> {
    void this.#ready();
    const found = await this.#finder.ask('match', number);
    return found.ok ? found.value : [];
  }

  async search(text: string, most: number): Promise<readonly Contact[]> {
    const quick = this.#quick?.search(text, most) ?? null;
    if (quick !== null) return quick;
    const found = await this.#finder.ask('search', { text, most });
    return found.ok ? found.value : [];
  }

  isEmpty(): boolean {
    return this.#quick?.isEmpty() ?? false;
  }

  async count(): Answer<number> {
    await this.#ready();
    return this.#finder.ask('count', undefined);
  }

  sources(): Answer<readonly ImportReport[]> {
    return this.#write((writer) => writer.ask('sources', undefined), false);
  }

  preview(file: FileToImport): Answer<ImportPreview> {
    return this.#write((writer) => writer.ask('preview', file), false);
  }

  importBytes(file: FileToImport): Answer<ImportReport> {
    return this.#write((writer) => writer.ask('importBytes', file));
  }

  removeSource(file: string): Answer<void> {
    return this.#write((writer) => writer.ask('removeSource', file));
  }

  write(id: number | null, draft: Draft): Answer<number> {
    return this.#write((writer) => writer.ask('write', { id, draft }));
  }

  remove(id: number): Answer<void> {
    return this.#write((writer) => writer.ask('remove', id));
  }

  export(form: 'csv' | 'vcard3' | 'vcard4'): Answer<string> {
    return this.#write((writer) => writer.ask('export', form), false);
  }

  servers(): readonly ServerState[] {
    return this.#servers.states;
  }

  syncNow(kind: ContactServer['kind']): Promise<readonly ServerState[]> {
    return this.#servers.now(kind);
  }

  dispose(): void {
    this.#open.dispose();
  }

  #begin(): void {
    void this.#ready();
    const { folder, watched, clock } = this.#options;
    for (const each of new Set([join(folder, 'contacts'), ...watched])) {
      const onFiles = (files: readonly string[] | null): void => void this.#see(each, files);
      this.#open.add(watchFolder({ folder: each, clock, wanted: isAddressBook, onFiles }));
    }
  }

  #ready(): Promise<void> {
    this.#opened ??= this.#openFile();
    return this.#opened;
  }

  async #openFile(): Promise<void> {
    const { log, clock } = this.#options;
    const ready = await this.#finder.ask('ready', undefined);
    if (!ready.ok) return log.error('the directory cannot be opened', { why: ready.failure.detail });
    if (ready.value.setAside !== null)
      log.error('the directory was unusable and begins anew', { old: ready.value.setAside });
    this.#quick = this.#open.add(new QuickMatch({ ...this.#data, now: () => clock.now() }));
  }

  #serverSync(): ServerSync {
    const { servers = [], country, clock, log } = this.#options;
    return new ServerSync({
      ...{ servers, country, clock, log },
      sync: async (wish) => {
        const read = await this.#write((writer) => writer.ask('sync', wish), false);
        return read.ok ? read.value : failed({ kind: 'store', detail: read.failure.detail });
      },
      sources: async () => {
        await this.#begins;
        const sources = await this.sources();
        return sources.ok ? sources.value : [];
      },
      remove: (source) => this.removeSource(source),
      onDidRead: () => this.#changed.emit(),
    });
  }

  #thread(): StoreThread<ContactStore> {
    return new StoreThread(threadFile(import.meta.url, './contact-thread.ts', 'contact-thread'), this.#data);
  }

  /** The file is made by the thread that finds: the other one waits for it. */
  async #write<Value>(ask: (writer: StoreThread<ContactStore>) => Answer<Value>, changes = true): Answer<Value> {
    await this.#ready();
    this.#writer ??= this.#open.add(this.#thread());
    const answer = await ask(this.#writer);
    if (answer.ok && changes) this.#changed.emit();
    return answer;
  }

  async #see(folder: string, files: readonly string[] | null): Promise<void> {
    // A server that is away for a while takes nobody along.
    if (files === null) return;
    const gone = (this.#files.get(folder) ?? []).filter((file) => !files.includes(file));
    this.#files.set(folder, files);
    const { log, country } = this.#options;
    for (const file of gone) void this.removeSource(file);
    for (const file of files) {
      // oxlint-disable-next-line no-await-in-loop -- one thread reads them one after the other anyway
      const read = await this.#write((writer) => writer.ask('importFile', { file, country }), false);
      if (!read.ok) log.warn('an address book cannot be read', { file, why: read.failure.detail });
      else if (read.value !== null) {
        log.info('an address book was read', { file, taken: read.value.taken, rejected: read.value.rejectedCount });
        this.#changed.emit();
      }
    }
  }
}
