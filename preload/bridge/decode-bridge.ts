import type { Bridge, RawBridge, Reply, Unsubscribe } from '../contract/bridge.ts';
import { type ProfileView, profileView } from '../contract/profile.ts';
import { type RequestName, requests } from '../contract/requests.ts';
import type { DeskView } from '../contract/views.ts';
import { refuse } from './answer.ts';
import { answerMediaCall } from './answer-media-call.ts';
import { ViewDecoder } from './view-decoder.ts';

/**
 * The contract's bridge out of one that brings everything as it came. Main is decoded too: a page of one version may
 * outlive a main of another. `arrives` is told of each view before it is read.
 */
export function decodeBridge(raw: RawBridge, arrives: () => void = () => undefined): Bridge {
  const views = new Views(raw, arrives);
  const profiles = new Profiles(raw);
  const rows = (Object.keys(requests) as RequestName[]).map((name) => [
    name,
    async (input: unknown) => decodeReply(await raw.request[name](input), requests[name].output),
  ]);
  return {
    host: raw.host,
    // Each row asks by its name and decodes by its row of the table; TypeScript cannot follow the names through it.
    request: Object.fromEntries(rows) as Bridge['request'],
    report: raw.report,
    onView: (listener) => views.listen(listener),
    onProfile: (listener) => profiles.listen(listener),
    onConnection: (listener) => raw.onConnection(listener),
    serveMedia: (handlers) =>
      raw.serveMedia({
        sessions: () => handlers.sessions(),
        answer: (name, input) => answerMediaCall(handlers, name, input),
      }),
  };
}

/** What was shown last, and who wants to see what comes. */
class Shown<Value> {
  readonly #listeners = new Set<(value: Value) => void>();
  protected last: Value | null = null;

  listen(listener: (value: Value) => void): Unsubscribe {
    if (this.last !== null) listener(this.last);
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  protected show(value: Value): void {
    this.last = value;
    for (const listener of this.#listeners) listener(value);
  }
}

class Views extends Shown<DeskView> {
  readonly #decoder = new ViewDecoder();

  constructor(raw: RawBridge, arrives: () => void) {
    super();
    raw.onConnection((state) => {
      // A new main counts its views from the start again.
      if (state === 'connected') this.last = null;
    });
    raw.onView((undecoded) => {
      arrives();
      this.#decode(undecoded);
    });
  }

  #decode(undecoded: unknown): void {
    const view = this.#decoder.decode(undecoded);
    if (view !== null && (this.last === null || view.revision > this.last.revision)) this.show(view);
  }
}

class Profiles extends Shown<ProfileView> {
  constructor(raw: RawBridge) {
    super();
    raw.onProfile((undecoded) => {
      const profile = profileView.safeParse(undecoded);
      if (profile.success) this.show(profile.data);
    });
  }
}

interface Decoder {
  safeParse(value: unknown): { success: true; data: unknown } | { success: false };
}

function decodeReply(answer: Reply<unknown>, output: Decoder): Reply<unknown> {
  if (!answer.ok) return answer;
  const value = output.safeParse(answer.value);
  return value.success
    ? { ok: true, value: value.data }
    : refuse('failed', 'main answered something else than the contract says');
}
