/** The two interfaces that tell of channels. Each keeps its own order of events and none with the other. */
export type PbxSource = 'ami' | 'ari';

/** What every fact of the PBX carries: who said so, when it came, and when it was so by the PBX's clock, where told. */
export interface FromPbx {
  readonly source: PbxSource;
  readonly at: number;
  readonly pbxAt: number | null;
}

/** A party as the PBX names it; empty texts mean unknown. The texts are hostile. */
export interface Person {
  readonly name: string;
  readonly number: string;
}

export const nobody: Person = { name: '', number: '' };
