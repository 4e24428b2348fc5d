import type { DeskState } from './desk-state.ts';

/** What a screen reader says. A new key makes the same words be said again. */
export function LiveRegions({ said }: { readonly said: DeskState['said'] }) {
  return (
    <div className="hidden">
      <div role="alert">
        <span key={said.assertive.count}>{said.assertive.text}</span>
      </div>
      <div role="status" aria-live="polite">
        <span key={said.polite.count}>{said.polite.text}</span>
      </div>
    </div>
  );
}
