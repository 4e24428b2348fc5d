import { beforeEach, describe, expect, test } from 'vitest';
import { ContactCommands } from '../../../../main/app/context/contact-commands.ts';
import { success } from '../../../../main/base/result.ts';
import { contactStore, type FileToImport } from '../../../../main/directory/contact-store.ts';
import type { Draft } from '../../../../main/directory/draft.ts';
import { deskRequests } from '../../../../preload/contract/requests.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

let store: ReturnType<typeof contactStore>;
let handlers: ReturnType<ContactCommands['handlers']>;
beforeEach(() => {
  store = contactStore({ path: ':memory:', country: 'GB', now: 0 });
  const answer = <Value>(value: Value) => Promise.resolve(success(value));
  handlers = new ContactCommands({
    directory: {
      count: () => answer(store.count()),
      sources: () => answer(store.sources()),
      preview: (file: FileToImport) => answer(store.preview(file)),
      importBytes: (file: FileToImport) => answer(store.importBytes(file)),
      removeSource: (file: string) => answer(store.removeSource(file)),
      write: (id: number | null, draft: Draft) => answer(store.write({ id, draft })),
      remove: (id: number) => answer(store.remove(id)),
      export: (form) => answer(store.export(form)),
      servers: () => [],
      syncNow: () => Promise.resolve([]),
    },
    folder: null,
    clock: new FakeClock(),
  }).handlers();
});
const upload = (text: string, first = true) =>
  handlers.uploadContacts({ first, base64: Buffer.from(text).toString('base64') });
const list = 'Name;Phone\nAnna;+44 20 7946 0137\nBo;nobody\n';

describe('an address book', () => {
  test('is looked at before anything of it is taken, and taken with a report of what was not', async () => {
    upload(list.slice(0, 20));
    upload(list.slice(20), false);
    const { preview } = await handlers.previewContacts({ file: 'list.csv' });
    expect(preview).toMatchObject({
      ...{ taken: 1, rejectedCount: 1, rejected: [{ line: 3, reason: 'not-a-number' }] },
      csv: { delimiter: ';', columns: [{ heading: 'Name', holds: 'name' }, { holds: 'number' }] },
      first: [{ name: 'Anna' }],
    });
    expect(deskRequests.previewContacts.output.parse({ preview })).toEqual({ preview });
    expect(store.count()).toBe(0);
    const taken = await handlers.importContacts({ file: 'list.csv' });
    expect(taken).toMatchObject({ outcome: 'imported', report: { taken: 1, rejectedCount: 1 } });
    expect(deskRequests.importContacts.output.parse(taken)).toEqual(taken);
    expect(await handlers.countContacts()).toEqual({ count: 1 });
    // It is no longer there to be taken twice.
    expect(await handlers.importContacts({ file: 'list.csv' })).toMatchObject({ reason: 'not-now' });
  });

  test('is read as one says where it was understood wrongly', async () => {
    upload('Name,Phone\nAnna;x,1002\n');
    const { preview } = await handlers.previewContacts({ file: 'list.csv', delimiter: ';', encoding: 'windows-1252' });
    expect(preview?.csv).toMatchObject({ delimiter: ';', encoding: 'windows-1252' });
  });
});

describe('somebody', () => {
  const anna = {
    name: 'Anna',
    company: '',
    role: '',
    email: '',
    note: '',
    numbers: [{ label: 'Mobile', raw: '1002' }],
  };

  test('is written, corrected and removed', async () => {
    expect(await handlers.writeContact({ id: null, draft: anna })).toEqual({ outcome: 'confirmed' });
    const [known] = store.search({ text: 'anna', most: 1 });
    await handlers.writeContact({ id: known?.id ?? 0, draft: { ...anna, company: 'Acme' } });
    const [corrected] = store.search({ text: 'anna', most: 2 });
    expect(corrected).toMatchObject({ name: 'Anna', company: 'Acme', numbers: [{ raw: '1002' }] });
    expect(store.count()).toBe(1);
    await handlers.removeContact({ id: corrected?.id ?? 0 });
    expect(store.count()).toBe(0);
  });

  test('needs a name or a company', async () => {
    const nobody = { ...anna, name: ' ' };
    expect(await handlers.writeContact({ id: null, draft: nobody })).toMatchObject({ reason: 'bad-target' });
  });
});
