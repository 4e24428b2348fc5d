import { z } from 'zod';

/** Address books as they are taken in, and people as they are written here. All texts are hostile. */

export const contactDraft = z.lazy(() =>
  z.object({
    name: z.string().max(120),
    company: z.string().max(120),
    role: z.string().max(120),
    email: z.string().max(200),
    note: z.string().max(500),
    numbers: z.array(z.object({ label: z.string().max(30), raw: z.string().max(60) })).max(20),
  }),
);
export type ContactDraft = z.infer<typeof contactDraft>;

/** Why a row of a file was not taken. */
export const rejectReason = z.enum([
  'no-number',
  'not-a-number',
  'nobody-named',
  'duplicate',
  'quote-not-closed',
  'too-long',
  'not-a-card',
  'old-card',
]);

const rejectedRow = z.lazy(() =>
  z.object({
    /** Of the file, counted from 1. */
    line: z.number(),
    reason: rejectReason,
    text: z.string(),
  }),
);
export type RejectedRow = z.infer<typeof rejectedRow>;

/** A file as it would be taken in; nothing of it is yet. */
export const importPreview = z.lazy(() =>
  z.object({
    /** How a CSV file was understood; null: it is vCard. */
    csv: z
      .object({
        encoding: z.string(),
        delimiter: z.string(),
        columns: z.array(z.object({ heading: z.string(), holds: z.string() })).max(200),
      })
      .nullable(),
    taken: z.number(),
    rejectedCount: z.number(),
    /** The first of them. */
    rejected: z.array(rejectedRow).max(200),
    first: z.array(contactDraft).max(5),
  }),
);
export type ImportPreviewView = z.infer<typeof importPreview>;

export const importReport = z.lazy(() =>
  z.object({
    taken: z.number(),
    /** Those that are as somebody has written them here: the file does not overwrite that. */
    kept: z.number(),
    rejectedCount: z.number(),
    rejected: z.array(rejectedRow).max(200),
  }),
);
export type ImportReportView = z.infer<typeof importReport>;

const serverKind = z.enum(['carddav', 'ldap']);

/** How it stands with a server contacts are read from. `detail` is the server's or a library's own text. */
export const contactServer = z.lazy(() =>
  z.object({
    kind: serverKind,
    source: z.string(),
    reading: z.boolean(),
    /** ms since 1970; null: not since the start. */
    readAt: z.number().nullable(),
    /** null: it was never read. */
    people: z.number().nullable(),
    rejected: z.number(),
    failure: z
      .object({
        kind: z.enum([
          'unreachable',
          'slow',
          'untrusted',
          'no-encryption',
          'ca-file',
          'login',
          'no-password',
          'forbidden',
          'not-there',
          'elsewhere',
          'bad-filter',
          'too-large',
          'bad-answer',
          'nobody',
          'store',
        ]),
        detail: z.string(),
      })
      .nullable(),
  }),
);
export type ContactServerView = z.infer<typeof contactServer>;
const contactServers = z.lazy(() => z.object({ servers: z.array(contactServer).max(10) }));

/** Base64 of so many bytes at most: a wire takes no message beyond a megabyte. */
export const chunkBytes = 480_000;

const upload = z.lazy(() =>
  z.object({
    /** By its name: .vcf and .vcard are cards, anything else is a table. */
    file: z.string().min(1).max(200),
    /** What is left out is recognised. */
    encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']).optional(),
    delimiter: z.enum([',', ';', '\t', '|']).optional(),
  }),
);
export type UploadWishes = z.infer<typeof upload>;

export const contactRequests = <Outcome extends z.ZodType>(outcome: Outcome) =>
  ({
    /** One part of a file after the other; `first` begins anew. */
    uploadContacts: () => ({
      input: z.object({ first: z.boolean(), base64: z.string().max(700_000) }),
      output: outcome,
    }),
    /** Of what was uploaded last; null: it cannot be read. */
    previewContacts: () => ({ input: upload, output: z.object({ preview: importPreview.nullable() }) }),
    importContacts: () => ({
      input: upload,
      output: z.union([outcome, z.object({ outcome: z.literal('imported'), report: importReport })]),
    }),
    /** Writes all of them into the profile folder; `file` is where. */
    exportContacts: () => ({
      input: z.object({ form: z.enum(['csv', 'vcard3', 'vcard4']) }),
      output: z.union([outcome, z.object({ outcome: z.literal('saved'), file: z.string() })]),
    }),
    /** `id`: whom it replaces; null: somebody new. */
    writeContact: () => ({
      input: z.object({ id: z.number().int().nullable(), draft: contactDraft }),
      output: outcome,
    }),
    removeContact: () => ({ input: z.object({ id: z.number().int() }), output: outcome }),
    contactServers: () => ({ input: z.object({}), output: contactServers }),
    /** Reads them now; answers when that is done. */
    syncContacts: () => ({ input: z.object({ kind: serverKind }), output: contactServers }),
    countContacts: () => ({ input: z.object({}), output: z.object({ count: z.number().nullable() }) }),
  }) as const;
