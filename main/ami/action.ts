/** An action as Asterisk names it, its headers in order. Make one with the functions in actions.ts. */
export interface AmiAction {
  readonly name: string;
  readonly fields: readonly AmiField[];
}

export type AmiField = readonly [name: string, value: string];
