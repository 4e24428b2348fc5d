interface Field {
  readonly value: string;
  readonly selectionStart: number | null;
  readonly selectionEnd: number | null;
}

interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
}

/** A field's text once this key is in it; null: the key writes nothing, or nobody but the browser knows what. */
export function textAfter({ value, selectionStart: from, selectionEnd: to }: Field, key: Key): string | null {
  if (key.ctrlKey || key.metaKey || key.altKey || key.isComposing || from === null || to === null) return null;
  if (key.key === 'Backspace') {
    const start = from === to ? from - 1 : from;
    return start < 0 ? null : value.slice(0, start) + value.slice(to);
  }
  // The others have names: Enter, ArrowDown, Dead.
  return key.key.length === 1 ? value.slice(0, from) + key.key + value.slice(to) : null;
}
