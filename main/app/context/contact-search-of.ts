import type { ContactDirectory } from '../../directory/open-directory.ts';
import type { ContactSearch } from '../transfers/contact-search.ts';

/** The directory's people as places a call can go to. */
export const contactSearchOf = (directory: Pick<ContactDirectory, 'search' | 'isEmpty'>): ContactSearch => ({
  isEmpty: () => directory.isEmpty(),
  find: async (text, most) =>
    (await directory.search(text, most)).map(({ name, company, numbers }) => ({
      name: name === '' ? company : name,
      company: company === '' ? null : company,
      numbers: numbers.map(({ raw }) => raw),
    })),
});
