/** One value of a Reason header (RFC 3326): why a request or a final response was sent. */
export interface Reason {
  /** `SIP` (cause is a status code) or `Q.850` (cause is an ISUP cause), as sent. */
  readonly protocol: string;
  readonly cause: number | null;
}

/** Reads all Reason headers of a message. Asterisk puts two values on one line, others send two lines. */
export function parseReasons(headers: readonly string[]): readonly Reason[] {
  return headers.flatMap(splitUnquoted).flatMap((value) => {
    const protocol = /^\s*([A-Za-z0-9.-]+)/.exec(value)?.[1];
    if (protocol === undefined) return [];
    const cause = /;\s*cause\s*=\s*"?(\d{1,3})/i.exec(withoutQuotedText(value))?.[1];
    return [{ protocol, cause: cause === undefined ? null : Number(cause) }];
  });
}

/** The Q.850 cause, where one was given. Asterisk sends 0 (AST_CAUSE_NOTDEFINED) when it knows none. */
export const q850Cause = (reasons: readonly Reason[]): number | null => {
  const cause = reasons.find((reason) => reason.protocol.toUpperCase() === 'Q.850')?.cause ?? 0;
  return cause === 0 ? null : cause;
};

/** Whether a CANCEL says that another phone took the call: SIP;cause=200 (RFC 3326 section 2) or Q.850;cause=26. */
export const saysAnsweredElsewhere = (reasons: readonly Reason[]): boolean =>
  reasons.some(
    ({ protocol, cause }) =>
      (protocol.toUpperCase() === 'SIP' && cause === 200) || (protocol.toUpperCase() === 'Q.850' && cause === 26),
  );

const withoutQuotedText = (value: string): string => value.replace(/"(?:\\.|[^"\\])*"/g, '""');

function splitUnquoted(header: string): readonly string[] {
  return (header.match(/(?:"(?:\\.|[^"\\])*"|[^,"])+/g) ?? []).filter((part) => part.trim() !== '');
}
