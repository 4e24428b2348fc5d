import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Disposable } from '../base/disposable.ts';
import { Emitter } from '../base/emitter.ts';
import { failed, type Result, success } from '../base/result.ts';
import { type Document, merged, withValue } from './document.ts';
import { type Composed, compose, hasAccount, heldBy, type Layers } from './layers.ts';
import { currentVersion, migrate } from './migrations.ts';
import { readPolicy } from './policy.ts';
import type { SettingsProblem } from './problem.ts';
import { readJson } from './read-json.ts';
import type { Settings } from './schema.ts';
import { setAside } from './set-aside.ts';

/** settings.json as conf and electron-store have it: reading reads the file, writing replaces it whole or not at all. */
export interface SettingsFile {
  store: Record<string, unknown>;
}

export interface SettingsStoreOptions {
  /** The profile folder. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly policyFile: string;
  /** Called once settings.json is known to be whole, or not there. */
  readonly openFile: (folder: string) => SettingsFile;
  readonly now: () => Date;
}

/** One wish: another value at a path, or (`value` left out) none of one's own. */
export interface SettingsChange {
  readonly path: string;
  readonly value?: unknown;
}

/** A file that was of no use at the start, and under which name it is kept; null: it is still in the way. */
export interface BrokenFile {
  readonly file: string;
  readonly words: string;
  readonly keptAs: string | null;
}

/** The settings of one profile: file, policy and environment as one, changed one wish at a time. */
export class SettingsStore implements Disposable {
  readonly #options: SettingsStoreOptions;
  readonly #file: SettingsFile;
  readonly #changes = new Emitter<void>();
  readonly onDidChange = this.#changes.event;
  readonly broken: BrokenFile | null;
  #layers: Layers;
  #composed: Composed | null;

  private constructor(
    options: SettingsStoreOptions,
    layers: Layers,
    composed: Composed | null,
    broken: BrokenFile | null,
  ) {
    this.#options = options;
    this.#layers = layers;
    this.#composed = composed;
    this.broken = broken;
    this.#file = options.openFile(options.folder);
  }

  /** Fails with everything that is wrong with the settings, except for an account that is not there yet. */
  static async open(options: SettingsStoreOptions): Promise<Result<SettingsStore, readonly SettingsProblem[]>> {
    const path = join(options.folder, 'settings.json');
    const [policy, file] = await Promise.all([readPolicy(options.policyFile), readJson(path)]);
    if (!policy.ok) return policy;
    const wrong = (expected: string, key = '') => failed([{ where: 'settings.json', key, expected }]);
    let broken: BrokenFile | null = null;
    if (!file.ok) {
      if (file.failure.kind === 'unreadable') return wrong(file.failure.words);
      broken = { file: 'settings.json', words: file.failure.words, keptAs: setAside(path, options.now()) };
      if (broken.keptAs === null) return wrong(`${broken.words}, and could not be set aside`);
    }
    const own = migrate(file.ok ? (file.value ?? {}) : {});
    if (!own.ok) return wrong(own.failure, 'version');
    const { env, policyFile } = options;
    const layers: Layers = { policy: policy.value, own: own.value.document, env, policyFile };
    const composed = judged(layers, options.folder);
    return composed.ok ? success(new SettingsStore(options, layers, composed.value, broken)) : composed;
  }

  /** null: there is no account yet. */
  get settings(): Settings | null {
    return this.#composed?.settings ?? null;
  }

  /** The same, with nobody's account in the place of one that is not there: for who needs the rest of it. */
  get assumed(): Settings {
    return this.#composed?.settings ?? assumedOf(this.#layers);
  }

  /** What holds now, as it would be written; without an account only what is said. */
  get document(): Document {
    return this.#composed?.document ?? said(this.#layers);
  }

  get layers(): Layers {
    return this.#layers;
  }

  /** Writes all of it or, when one of the wishes is wrong or not ours to have, nothing. */
  change(changes: readonly SettingsChange[]): Result<void, readonly SettingsProblem[]> {
    const held = changes.flatMap(({ path }) => heldProblem(this.#layers, path) ?? []);
    if (held.length > 0) return failed(held);
    const present = this.#ownNow();
    if (!present.ok) return present;
    const own = changes.reduce<Document>((next, { path, value }) => withValue(next, path, value), present.value);
    const layers = { ...this.#layers, own };
    const composed = judged(layers, this.#options.folder);
    if (!composed.ok) return composed;
    try {
      this.#file.store = { version: currentVersion, ...own };
    } catch (error) {
      return failed([{ where: 'settings.json', key: '', expected: `cannot be written (${messageOf(error)})` }]);
    }
    this.#layers = layers;
    this.#composed = composed.value;
    this.#changes.emit();
    return success();
  }

  dispose(): void {
    this.#changes.dispose();
  }

  /** The file as it stands: somebody may have edited it by hand since. */
  #ownNow(): Result<Document, readonly SettingsProblem[]> {
    const wrong = (expected: string) => failed([{ where: 'settings.json', key: '', expected }]);
    try {
      const own = migrate({ ...this.#file.store });
      return own.ok ? success(own.value.document) : wrong(own.failure);
    } catch (error) {
      return wrong(error instanceof SyntaxError ? 'is not valid JSON any more: mend it first' : messageOf(error));
    }
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const said = (layers: Layers): Document =>
  merged(layers.policy.defaults, merged(layers.own, layers.policy.locks)) as Document;

function heldProblem(layers: Layers, path: string): SettingsProblem | null {
  const by = heldBy(layers, path);
  if (by === null) return null;
  const expected =
    by === 'locked' ? `is locked by ${layers.policy.by}` : 'is given by the environment, and cannot be changed here';
  return { where: 'settings.json', key: path, expected };
}

/** Stands in for an account that is not there yet, so that the rest can be judged. */
const nobody = {
  agent: { name: 'nobody', extension: '0' },
  sip: { url: 'wss://nowhere.invalid/ws', username: '0' },
};

const withNobody = (layers: Layers): Layers => ({ ...layers, own: { ...layers.own, ...nobody } });

/** Judged before: it fails for no layers a store has. */
function assumedOf(layers: Layers): Settings {
  const composed = compose(withNobody(layers));
  if (composed.ok) return composed.value.settings;
  throw new Error('the settings without an account were judged, and are not well');
}

function judged(layers: Layers, folder: string): Result<Composed | null, readonly SettingsProblem[]> {
  if (!hasAccount(layers)) {
    const rest = compose(withNobody(layers));
    return rest.ok ? success(null) : rest;
  }
  const composed = compose(layers);
  if (!composed.ok) return composed;
  const tls = findCaFile(folder, composed.value.settings.tls);
  if (!tls.ok) return failed([tls.failure]);
  return success({ ...composed.value, settings: { ...composed.value.settings, tls: tls.value } });
}

/** A CA file may be named relative to the profile, and must be there before anything connects. */
function findCaFile(folder: string, tls: Settings['tls']): Result<Settings['tls'], SettingsProblem> {
  if (tls.trust !== 'ca') return success(tls);
  const file = resolve(folder, tls.file);
  const wrong = (why: string) => failed({ where: 'settings.json', key: 'tls.file', expected: `${file} ${why}` });
  try {
    const text = readFileSync(file, 'utf8');
    if (!text.includes('-----BEGIN CERTIFICATE-----')) return wrong('holds no certificate in PEM form');
  } catch {
    // Which of the ways it cannot be read does not change the cure.
    return wrong('cannot be read');
  }
  return success({ trust: 'ca', file });
}
