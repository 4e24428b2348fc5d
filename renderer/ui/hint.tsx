import type { MouseEvent, ReactNode } from 'react';

/** Keeps the keyboard where it is: a key must go on meaning what it meant before the click. */
export const keepFocus = (event: MouseEvent) => event.preventDefault();

export function Caps({ caps }: { readonly caps: readonly string[] }) {
  return (
    <span className="caps" aria-hidden="true">
      {caps.map((cap, index) => (
        // A sequence may hold the same cap twice, and never changes.
        // oxlint-disable-next-line react/no-array-index-key
        <kbd className="cap" key={index}>
          {cap}
        </kbd>
      ))}
    </span>
  );
}

interface HintProps {
  readonly caps: readonly string[];
  readonly onPress: () => void;
  readonly shortcut?: string | undefined;
  readonly children: ReactNode;
}

/** A key cap and its verb; the hint is also the button. */
export function Hint({ caps, onPress, shortcut, children }: HintProps) {
  return (
    <button type="button" className="hint" aria-keyshortcuts={shortcut} onMouseDown={keepFocus} onClick={onPress}>
      <Caps caps={caps} />
      <span className="verb">{children}</span>
    </button>
  );
}

export function ActionButton({
  caps,
  onPress,
  shortcut,
  children,
  primary,
}: HintProps & { readonly primary: boolean }) {
  return (
    <button
      type="button"
      className={primary ? 'button primary' : 'button'}
      aria-keyshortcuts={shortcut}
      onMouseDown={keepFocus}
      onClick={onPress}
    >
      <span>{children}</span>
      <Caps caps={caps} />
    </button>
  );
}
