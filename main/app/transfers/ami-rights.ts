import { type AmiFeature, type Capabilities, type Capability, capabilities } from '../../ami/capabilities.ts';
import type { AmiClient } from '../../ami/client.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import type { Logger } from '../../base/log.ts';

/** Why AMI does not do something for this desk. */
export type AmiLack = { readonly kind: 'no-ami' } | Exclude<Capability, { readonly kind: 'yes' }>;

/** What this desk's AMI user may do, asked for after every login. */
export class AmiRights implements Disposable {
  readonly #open = new DisposableStore();
  readonly #changed = this.#open.add(new Emitter<void>());
  readonly onDidChange = this.#changed.event;
  /** Null: AMI is not there. */
  #known: Capabilities | null = null;

  constructor(ami: AmiClient | null, log: Logger) {
    if (ami === null) return;
    this.#open.add(
      ami.onDidChangeLink((link) => {
        if (link.state === 'up') void this.#ask(ami, log);
        else this.#become(null);
      }),
    );
  }

  /** Why these features cannot be used; null: they can. */
  missing(features: readonly AmiFeature[]): 'no-ami' | 'no-right' | 'not-loaded' | null {
    const known = this.#known;
    if (known === null) return 'no-ami';
    const kinds = features.map((feature) => known[feature].kind);
    if (kinds.includes('needs-class')) return 'no-right';
    return kinds.includes('not-loaded') ? 'not-loaded' : null;
  }

  /** The same, with what would have to be given or loaded. */
  lack(features: readonly AmiFeature[]): AmiLack | null {
    const known = this.#known;
    if (known === null) return { kind: 'no-ami' };
    const lacks = features.map((feature) => known[feature]);
    const [classes] = lacks.flatMap((each) => (each.kind === 'needs-class' ? [each] : []));
    const [module] = lacks.flatMap((each) => (each.kind === 'not-loaded' ? [each] : []));
    return classes ?? module ?? null;
  }

  dispose(): void {
    this.#open.dispose();
  }

  async #ask(ami: AmiClient, log: Logger): Promise<void> {
    const asked = await capabilities(ami);
    if (asked.ok) return this.#become(asked.value);
    log.warn('what AMI lets us do cannot be asked', { why: asked.failure.kind });
  }

  #become(known: Capabilities | null): void {
    if (known === this.#known) return;
    this.#known = known;
    this.#changed.emit();
  }
}
