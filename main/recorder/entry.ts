/** One line of a recording: what went over a road to the PBX, and when it did (ms since 1970, by our clock). */
export type Entry = {
  readonly at: number;
} /** One block of the manager, as it came (`in`: its bytes as Latin-1) or as it was sent. */ & (
  | { readonly road: 'ami'; readonly dir: 'in' | 'out'; readonly text: string }
  | { readonly road: 'ari'; readonly dir: 'in'; readonly event: unknown }
  | {
      readonly road: 'ari';
      readonly dir: 'out';
      readonly id: number;
      readonly method: string;
      readonly path: string;
    }
  | { readonly road: 'ari'; readonly dir: 'in'; readonly id: number; readonly ok: boolean; readonly body: unknown }
  | { readonly road: 'sip'; readonly dir: 'in' | 'out'; readonly text: string }
  /** What the softphone made of it: a fact of the call model. */
  | { readonly road: 'sip'; readonly dir: 'told'; readonly fact: unknown }
  | { readonly road: Road; readonly dir: 'link'; readonly state: string; readonly bootedAt: number | null }
);
export type Road = 'ami' | 'ari' | 'sip';

/** The first line of a recording. */
export interface Heading {
  readonly recording: 'offhook';
  readonly version: 1;
  /** The agent's phones, the softphone's first: `PJSIP/1001`. */
  readonly me: readonly string[];
  readonly savedAt: number;
  readonly numbersMasked: boolean;
}

/** What stands where something was that may not be kept. */
export const removed = '<removed>';
