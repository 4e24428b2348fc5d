import type { ContactServerView, RejectedRow } from '../../preload/contract/contacts.ts';

const rejected: Readonly<Record<RejectedRow['reason'], string>> = {
  'no-number': 'has no number',
  'not-a-number': 'its number cannot be dialled',
  'nobody-named': 'names neither a person nor a company',
  duplicate: 'stands there twice',
  'quote-not-closed': 'a quote is not closed',
  'too-long': 'is too long',
  'not-a-card': 'is no card',
  'old-card': 'is a card of version 2.1; save it as 3.0 or 4.0',
};

const failures: Readonly<Record<NonNullable<ContactServerView['failure']>['kind'], string>> = {
  unreachable: 'The server cannot be reached. Check the address, the port and your network.',
  slow: 'The server did not answer in time. It is asked again.',
  untrusted:
    'The server’s certificate is not to be trusted. Name the file of the authority that signed it, or check the address.',
  'no-encryption':
    'The server speaks no TLS, and the password is not sent without. Turn StartTLS on there, or use ldaps://.',
  'ca-file': 'The CA file cannot be read. It has to be a PEM file on this computer.',
  login:
    'User or password is wrong. It is not tried again by itself, so that no account is locked: set the password, then read now.',
  'no-password': 'No password is known. Set it above.',
  forbidden: 'This user may not read there. Ask whoever runs the server for the right to read.',
  'not-there': 'Nothing to read there. Check the address; for LDAP the base.',
  elsewhere:
    'The server refers to another one, which would get the password. If you trust it, enter its address instead.',
  'bad-filter': 'The filter is not understood. Leave it empty, or write it as in (telephoneNumber=*).',
  'too-large':
    'The server tells of more than can be taken, or gives only a part of it. Choose a smaller base or a filter, or have its limit for this user raised.',
  'bad-answer': 'The server answered something that cannot be read. Check the address.',
  nobody: 'The server told of nobody with a number. Check that this user may read them.',
  store: 'They were read and could not be kept. Is the disk full?',
};

/** The address book: taken in, written, saved. */
export const enContacts = {
  title: 'Contacts',
  palette: 'Contacts: import, export, add somebody',
  editPalette: 'Edit the caller’s contact',
  count: (people: number) => (people === 1 ? '1 person' : `${people} people`),
  importTitle: 'Import an address book',
  importHint: 'CSV or vCard. You see what would be taken before anything is.',
  choose: 'Choose a file…',
  reading: 'Reading…',
  unreadable: 'This file cannot be read as CSV or vCard.',
  understood: (delimiter: string, encoding: string) => `Read as ${encoding}, separated by ${delimiter}`,
  delimiters: { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' },
  delimiter: 'Separated by',
  encoding: 'Encoding',
  columns: 'Columns',
  holds: {
    name: 'name',
    given: 'first name',
    middle: 'middle name',
    family: 'family name',
    company: 'company',
    role: 'role',
    email: 'e-mail',
    note: 'note',
    uid: 'identity',
    ignore: 'left out',
    number: 'number',
    'number-type': 'kind of number',
    'number-value': 'number',
  },
  first: 'The first of them',
  wouldTake: (people: number, rejectedRows: number) =>
    rejectedRows === 0
      ? `${people} people can be taken.`
      : `${people} people can be taken, ${rejectedRows} rows cannot.`,
  take: (people: number) => `Import ${people}`,
  cancel: 'Cancel',
  taken: (people: number, kept: number, rejectedRows: number) =>
    `${people} people were taken${kept === 0 ? '' : `, ${kept} stayed as they were written here`}${rejectedRows === 0 ? '' : `, ${rejectedRows} rows were not`}.`,
  rejectedTitle: 'Rows that are not taken',
  row: (line: number) => `Row ${line}`,
  rejected,
  moreRejected: (more: number) => `and ${more} more`,
  exportTitle: 'Export',
  exportHint: 'Saved in the profile folder, readable by you alone.',
  exports: { csv: 'CSV for a spreadsheet', vcard4: 'vCard 4.0', vcard3: 'vCard 3.0' },
  saved: (file: string) => `Saved: ${file}`,
  add: 'Add somebody',
  newTitle: 'New contact',
  editTitle: 'Edit contact',
  fields: { name: 'Name', company: 'Company', role: 'Role', email: 'E-mail', note: 'Note' },
  number: (place: number) => `Number ${place}`,
  label: (place: number) => `Kind of number ${place}`,
  save: 'Save',
  remove: 'Remove',
  savedContact: (name: string) => `${name} is saved`,
  removedContact: (name: string) => `${name} is removed`,
  needsName: 'A name or a company is needed.',
  refused: (why: string) => `Not done. ${why}`,
  servers: {
    titles: { carddav: 'Address books on a server (CardDAV)', ldap: 'Company directory (LDAP)' },
    now: 'Read now',
    reading: 'Reading…',
    never: 'Not read yet.',
    before: (people: number) => (people === 1 ? '1 person from before.' : `${people} people from before.`),
    read: (people: number, rejectedRows: number, at: string) =>
      `${people === 1 ? '1 person' : `${people} people`}, read ${at}.${rejectedRows === 0 ? '' : ` ${rejectedRows} have no number that can be dialled.`}`,
    stays: (people: number) =>
      people === 1 ? 'The 1 person from before stays.' : `The ${people} people from before stay.`,
    failures,
  },
};
