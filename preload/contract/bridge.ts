import type { MediaCallInput, MediaCallName, MediaCallOutput, ReportInput, ReportName } from './media.ts';
import type { ProfileView } from './profile.ts';
import type { RequestInput, RequestName, RequestOutput } from './requests.ts';
import type { DeskView } from './views.ts';
import type { WireError } from './wire.ts';

export type Reply<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: WireError };
export type Unsubscribe = () => void;

/** What a page holds: made of `window.offhook` in Electron, and over a WebSocket in the browser host. */
export interface Bridge {
  readonly host: 'electron' | 'browser';
  /** One named function a row of `requests`; never rejects. */
  readonly request: {
    readonly [Name in RequestName]: (input: RequestInput<Name>) => Promise<Reply<RequestOutput<Name>>>;
  };
  readonly report: { readonly [Name in ReportName]: (input: ReportInput<Name>) => void };
  /** Calls back at once with the last view, if there is one, then with each newer one. */
  onView(listener: (view: DeskView) => void): Unsubscribe;
  /** The settings, at once if they are known, and at each change. */
  onProfile(listener: (profile: ProfileView) => void): Unsubscribe;
  /** `lost`: main is gone or restarting; the page keeps what it shows, greyed, and the bridge tries again by itself. */
  onConnection(listener: (state: 'connected' | 'lost') => void): Unsubscribe;
  serveMedia(handlers: MediaHandlers): Unsubscribe;
}

/** The same with everything as main sent it: what Electron's preload puts before a page, which decodes it. */
export interface RawBridge {
  readonly host: Bridge['host'];
  readonly request: { readonly [Name in RequestName]: (input: unknown) => Promise<Reply<unknown>> };
  readonly report: { readonly [Name in ReportName]: (input: unknown) => void };
  onView(listener: (view: unknown) => void): Unsubscribe;
  onProfile(listener: (profile: unknown) => void): Unsubscribe;
  onConnection(listener: (state: 'connected' | 'lost') => void): Unsubscribe;
  serveMedia(server: MediaServer): Unsubscribe;
}

export interface MediaServer {
  /** Carries out what main asks of the page's audio; never rejects. */
  answer(name: string, input: unknown): Promise<Reply<unknown>>;
  readonly sessions: MediaHandlers['sessions'];
}

export type MediaHandlers = {
  readonly [Name in MediaCallName]: (input: MediaCallInput<Name>) => Promise<MediaCallOutput<Name>>;
} & {
  /** The peer connections the page holds now: told with every offer to hold some. */
  readonly sessions: () => readonly string[];
};
