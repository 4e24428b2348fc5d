interface TryButtonProps {
  /** null: the key belongs to a call now. */
  readonly letter: string | null;
  readonly disabled?: boolean;
  readonly onTry: () => void;
  readonly children: string;
}

/** Tries what stands beside it; its letter works while the section is open. */
export function TryButton({ letter, disabled = false, onTry, children }: TryButtonProps) {
  return (
    <button
      type="button"
      className="button"
      disabled={disabled}
      aria-keyshortcuts={letter ?? undefined}
      onClick={onTry}
    >
      {children}
      {letter !== null && <kbd className="cap">{letter}</kbd>}
    </button>
  );
}
