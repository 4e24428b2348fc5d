import { z } from 'zod';

/** What a page knows of the settings: everything but the passwords, of which it knows only whether there are any. */

export const passwordName = z.enum([
  'sipPassword',
  'amiSecret',
  'ariPassword',
  'carddavPassword',
  'ldapPassword',
  'lookupSecret',
]);
export type PasswordName = z.infer<typeof passwordName>;

/** Where passwords are kept: the system's keychain, the desktop's keyring, a file that is not encrypted, or nowhere. */
export const secretPlace = z.enum(['keychain', 'secret-service', 'file', 'memory']);
export type SecretPlace = z.infer<typeof secretPlace>;

/** Where a value comes from that is not a default. */
export const settingOrigin = z.enum(['policy', 'own', 'environment', 'locked']);
export type SettingOrigin = z.infer<typeof settingOrigin>;

/** A file that was of no use at the start, and the name it is kept under. */
export const brokenFile = z.object({ file: z.string(), words: z.string(), keptAs: z.string() });
export type BrokenFile = z.infer<typeof brokenFile>;

export const profileView = z.object({
  /** `first-run`: there is no account. `passwords`: there is one, and somebody must type its passwords. */
  stage: z.enum(['first-run', 'passwords', 'desk']),
  /** The settings as they would be written, defaults included; without an account only what is said. */
  document: z.record(z.string(), z.unknown()),
  /** By path, as in `sip.url`. */
  origins: z.record(z.string(), settingOrigin),
  /** Who locked what is locked. */
  lockedBy: z.string(),
  secrets: z.object({
    place: secretPlace,
    /** Why it is not the keychain, in the system's words. */
    why: z.string().nullable(),
    held: z.array(passwordName),
    /** Of those, what the environment gives. */
    given: z.array(passwordName),
    missing: z.array(passwordName),
    /** Whether there is a token for the local API. */
    apiToken: z.boolean(),
  }),
  broken: z.array(brokenFile),
  /** Saved, and waiting for the last call to end: it needs another connection to the PBX. */
  waits: z.boolean(),
  canDemo: z.boolean(),
  /** At the first run: a link another program opened, as much of it as may be shown; a password may stand in the rest. */
  linkAsked: z.object({ id: z.number(), shown: z.string() }).optional(),
  about: z.object({
    version: z.string(),
    host: z.enum(['electron', 'browser']),
    platform: z.string(),
    node: z.string(),
    folder: z.string(),
    policyFile: z.string(),
  }),
});
export type ProfileView = z.infer<typeof profileView>;
