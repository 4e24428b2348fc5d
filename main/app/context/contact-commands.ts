import { rejectReason } from '../../../preload/contract/contacts.ts';
import type { Outcome, RequestInput, RequestOutput } from '../../../preload/contract/requests.ts';
import type { Clock } from '../../base/clock.ts';
import { plainText } from '../../base/plain-text.ts';
import type { ContactDirectory } from '../../directory/open-directory.ts';
import { confirmed, refused } from '../refusals.ts';
import type { RequestHandlers } from '../serve-page.ts';
import { saveExport } from './history-commands.ts';

export interface ContactCommandsOptions {
  readonly directory: Omit<ContactDirectory, 'dispose' | 'onDidChange' | 'match' | 'search' | 'isEmpty'> | null;
  /** The profile's folder, where exports go. */
  readonly folder: string | null;
  readonly clock: Clock;
}

/** Half a million people fit; a page that sends more is mistaken about its file. */
const largestFile = 128_000_000;
const longestHeading = 60;

/** What a person wants of the directory: a file taken in, somebody written, all of them saved. */
export class ContactCommands {
  readonly #options: ContactCommandsOptions;
  /** What was uploaded last, in its parts. */
  #parts: Buffer[] = [];

  constructor(options: ContactCommandsOptions) {
    this.#options = options;
  }

  handlers() {
    return {
      uploadContacts: (part) => this.#upload(part),
      previewContacts: (wishes) => this.#preview(wishes),
      importContacts: (wishes) => this.#import(wishes),
      exportContacts: ({ form }) => this.#export(form),
      writeContact: (wish) => this.#write(wish),
      removeContact: ({ id }) => this.#remove(id),
      contactServers: () => ({ servers: [...(this.#options.directory?.servers() ?? [])] }),
      syncContacts: async ({ kind }) => ({ servers: [...((await this.#options.directory?.syncNow(kind)) ?? [])] }),
      countContacts: async () => {
        const counted = await this.#options.directory?.count();
        return { count: counted?.ok === true ? counted.value : null };
      },
    } satisfies Partial<RequestHandlers>;
  }

  #upload({ first, base64 }: RequestInput<'uploadContacts'>): Outcome {
    if (first) this.#parts = [];
    const part = Buffer.from(base64, 'base64');
    const size = this.#parts.reduce((sum, each) => sum + each.length, part.length);
    if (size > largestFile) {
      this.#parts = [];
      return refused('bad-target', 'the file is larger than 128 MB');
    }
    this.#parts.push(part);
    return confirmed;
  }

  #file({ file, encoding, delimiter }: RequestInput<'previewContacts'>) {
    const wishes = { ...(encoding !== undefined && { encoding }), ...(delimiter !== undefined && { delimiter }) };
    return { file: plainText(file, 200), bytes: Buffer.concat(this.#parts), wishes };
  }

  async #preview(wishes: RequestInput<'previewContacts'>): Promise<RequestOutput<'previewContacts'>> {
    const read = await this.#options.directory?.preview(this.#file(wishes));
    if (read?.ok !== true) return { preview: null };
    const { csv, taken, rejectedCount, rejected, first } = read.value;
    return {
      preview: {
        ...{ taken, rejectedCount, rejected: [...rejected] },
        csv: csv && {
          ...{ encoding: csv.encoding, delimiter: csv.delimiter },
          columns: csv.columns.slice(0, 200).map(({ heading, holds }) => ({
            ...{ heading: plainText(heading, longestHeading), holds },
          })),
        },
        first: first.map(({ name, company, role, email, note, numbers }) => ({
          ...{ name, company, role, email, note, numbers: [...numbers] },
        })),
      },
    };
  }

  async #import(wishes: RequestInput<'importContacts'>): Promise<RequestOutput<'importContacts'>> {
    const { directory } = this.#options;
    if (directory === null || this.#parts.length === 0) return refused('not-now');
    const done = await directory.importBytes(this.#file(wishes));
    if (!done.ok) return refused('internal', done.failure.detail);
    this.#parts = [];
    const { taken, kept, rejected, rejectedCount } = done.value;
    return {
      outcome: 'imported',
      report: {
        ...{ taken, kept, rejectedCount },
        rejected: rejected.map(({ line, reason, text }) => ({ line, reason: reasonOf.parse(reason), text })),
      },
    };
  }

  async #export(form: RequestInput<'exportContacts'>['form']): Promise<RequestOutput<'exportContacts'>> {
    const { directory, folder, clock } = this.#options;
    if (directory === null || folder === null) return refused('not-now');
    const text = await directory.export(form);
    if (!text.ok) return refused('internal', text.failure.detail);
    const stamp = new Date(clock.now()).toISOString().replaceAll(':', '-').slice(0, 19);
    return saveExport(folder, `contacts-${stamp}.${form === 'csv' ? 'csv' : 'vcf'}`, text.value);
  }

  async #write({ id, draft }: RequestInput<'writeContact'>): Promise<Outcome> {
    const { directory } = this.#options;
    if (directory === null) return refused('not-now');
    if (draft.name.trim() === '' && draft.company.trim() === '') return refused('bad-target');
    const written = await directory.write(id, { uid: null, ...draft });
    return written.ok ? confirmed : refused('internal', written.failure.detail);
  }

  async #remove(id: number): Promise<Outcome> {
    const removed = await this.#options.directory?.remove(id);
    if (removed === undefined) return refused('not-now');
    return removed.ok ? confirmed : refused('internal', removed.failure.detail);
  }
}

/** A report is kept as text, perhaps by another version. */
const reasonOf = rejectReason.catch('not-a-card');
