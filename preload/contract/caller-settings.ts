import { z } from 'zod';
import { url } from './addresses.ts';

/** What the desk keeps and asks about callers, and what it opens for them. */

const label = z.string().min(1).max(40);

/** What is the same of every server contacts are read from. */
const serverRest = {
  /** The authority that signed its certificate, in PEM; empty: whom this computer trusts. */
  caFile: z.string().max(1000).default(''),
  refreshMinutes: z.number().int('expected a whole number').min(1).max(10_080).default(60),
};

export const contactSettings = z
  .strictObject({
    /** Folders whose address books (CSV, vCard) are read, and read again when they change. */
    folders: z.array(z.string().min(1).max(1000)).max(20).default([]),
    /** Every address book of a CardDAV account (RFC 6352), read and never written. */
    carddav: z
      .strictObject({
        url: url('https:'),
        username: z.string().min(1, 'expected a user').max(200),
        ...serverRest,
      })
      .nullable()
      .default(null),
    /** Everybody with a number below `base`, by LDAP: ldaps://, or ldap:// with StartTLS. */
    ldap: z
      .strictObject({
        url: url('ldaps:', 'ldap:'),
        base: z.string().max(500).default(''),
        /** RFC 4515; empty: everybody with a number. */
        filter: z.string().max(1000).default(''),
        /** Empty: nobody in particular asks. */
        username: z.string().max(300).default(''),
        ...serverRest,
      })
      .nullable()
      .default(null),
  })
  .prefault({});

export const historySettings = z
  .strictObject({
    /** Calls older than that are forgotten; null: none. */
    keepDays: z.number().int().min(1).max(3650).nullable().default(365),
    /** A folder colleagues can reach, where the notes of all desks are put; null: notes stay here. */
    sharedFolder: z.string().min(1).max(1000).nullable().default(null),
    /** How a call can be marked when it is over, in the order they are offered. */
    dispositions: z.array(label).max(9).default([]),
  })
  .prefault({});

const pointer = z.string().regex(/^(\/([^~/]|~[01])*)+$/, 'expected a JSON pointer such as /customer/name');
/** A template is checked as a whole where it is used; here it may hold variables. */
const httpTemplate = z
  .string()
  .max(2000)
  .regex(/^https?:\/\/[^\s{}/]+(\/|$)/, 'expected https://host/…, with variables after the host only');

export const lookupSettings = z
  .strictObject({
    url: httpTemplate,
    method: z.enum(['GET', 'POST']).default('GET'),
    /** Of a POST, JSON with variables in its texts. */
    body: z.string().max(4000).optional(),
    /** `{secret}` stands for the secret `lookupSecret`. */
    headers: z.record(z.string().regex(/^[A-Za-z0-9-]{1,60}$/), z.string().regex(/^[\x20-\x7e]{0,500}$/)).default({}),
    /** What of the answer is shown, and where it stands there. */
    fields: z.array(z.strictObject({ label, pointer })).min(1).max(20),
    /** How long an answer is waited for, ms. */
    budget: z.number().int().min(50).max(5000).default(800),
    keepMinutes: z.number().int().min(0).max(1440).default(10),
  })
  .nullable()
  .default(null);

export const linkSettings = z
  .array(
    z
      .strictObject({
        label,
        url: z.string().min(1).max(2000).optional(),
        /** A program and its arguments, each one with variables; no shell reads them. */
        command: z.array(z.string().min(1).max(500)).min(1).max(20).optional(),
        /** `key`: only when it is asked for. */
        on: z.enum(['ring', 'answer', 'transfer', 'end', 'key']).default('key'),
        queue: z.string().max(80).optional(),
        did: z.string().max(40).optional(),
        direction: z.enum(['in', 'out']).optional(),
      })
      .refine(({ url, command }) => (url === undefined) !== (command === undefined), 'expected a url or a command'),
  )
  .max(20)
  .default([]);

/** Schemes that links may have besides https, as in `callmanager`. */
export const linkSchemeSettings = z
  .array(
    z
      .string()
      .regex(
        /^(?!(?:javascript|data|file|vbscript|blob|about|http|ftp)$)[a-z][a-z0-9+.-]{1,30}$/,
        'expected a scheme such as callmanager',
      ),
  )
  .max(10)
  .default([]);

export const apiSettings = z
  .strictObject({
    port: z.number().int().min(1024).max(65_535),
    /** Pages that may connect, besides programs, which send no Origin. */
    origins: z
      .array(z.string().regex(/^https?:\/\/[a-z0-9.-]+(:\d+)?$/, 'expected an origin such as https://crm.example'))
      .max(20)
      .default([]),
  })
  .nullable()
  .default(null);
