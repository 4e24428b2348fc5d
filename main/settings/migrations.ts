import { failed, type Result, success } from '../base/result.ts';
import type { Document } from './document.ts';

/** Turns a document of one version into one of the next. */
export type Migration = (document: Document) => Document;

/**
 * In order, and never changed once released: the first makes version 1. A file without a number is of version 0, from
 * when files had none; nothing in it was called otherwise.
 */
export const migrations: readonly Migration[] = [(document) => document];

/** The version files are written in. */
export const currentVersion = migrations.length;

export interface Migrated {
  /** Without its number. */
  readonly document: Document;
  /** The version it was written in. */
  readonly from: number;
}

/** A document of this version, whatever version it was written in. Fails for one of a later Offhook: nothing is guessed. */
export function migrate(raw: Document, steps: readonly Migration[] = migrations): Result<Migrated, string> {
  const { version = 0, ...rest } = raw;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 0) {
    return failed(`expected a whole number such as ${steps.length}`);
  }
  if (version > steps.length) {
    return failed(`is ${version}, of a later Offhook than this one, which knows up to ${steps.length}: update Offhook`);
  }
  const document = steps.slice(version).reduce<Document>((next, step) => step(next), rest);
  return success({ document, from: version });
}
