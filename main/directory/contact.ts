/** A number somebody can be reached at. */
export interface ContactNumber {
  readonly label: string;
  /** As it was written. */
  readonly raw: string;
  readonly e164: string | null;
}

/** Somebody in the directory. All texts are one line each, capped, and hostile. */
export interface Contact {
  readonly id: number;
  readonly name: string;
  readonly company: string;
  readonly role: string;
  readonly email: string;
  readonly note: string;
  readonly numbers: readonly ContactNumber[];
  /** Where they come from: a file's name, or null for those written here. */
  readonly source: string | null;
}

/** What somebody is found by when they call. */
export interface NumberToMatch {
  readonly raw: string;
  readonly e164: string | null;
}

export interface ImportReport {
  readonly file: string;
  readonly taken: number;
  /** Those that are as somebody has written them here: the file does not overwrite that. */
  readonly kept: number;
  readonly rejected: readonly { readonly line: number; readonly reason: string; readonly text: string }[];
  readonly rejectedCount: number;
}
