/** The rules of the merge, each of which the tests switch off to see that something fails without it. */
export interface Rules {
  /** Nothing after a Hangup revives a channel. */
  readonly tombstones: boolean;
  /** A leave clears only the bridge it names, and eats the enter it has overtaken. */
  readonly registers: boolean;
  /** Local halves are plumbing, and nobody's phone. */
  readonly localFilter: boolean;
  /** SIP over ARI over AMI; without it whoever claims most is believed. */
  readonly precedence: boolean;
}

export const allRules: Rules = { tombstones: true, registers: true, localFilter: true, precedence: true };
