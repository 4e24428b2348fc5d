/** Which server certificates are believed. There is no "off": a private PBX is a CA or a pin. */
export type TlsTrust =
  | { readonly kind: 'system' }
  | { readonly kind: 'ca'; readonly pem: string }
  /** SHA-256 of the whole certificate, as 64 hex digits, colons allowed. Host name and dates are then not looked at. */
  | { readonly kind: 'pin'; readonly sha256: string };
