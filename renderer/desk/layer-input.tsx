import { memo, useLayoutEffect, useRef } from 'react';

interface LayerInputProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  /** The listbox it chooses from, and the row that is chosen. */
  readonly list: string;
  readonly option: string | undefined;
  readonly describedBy?: string | undefined;
  readonly onType: (text: string) => void;
  readonly onBlurred: () => void;
}

/** The text field of a layer: it has the keyboard while the layer is open, and gives it back. */
export const LayerInput = memo(function LayerInput({
  label,
  placeholder,
  value,
  list,
  option,
  describedBy,
  onType,
  onBlurred,
}: LayerInputProps) {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    input.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <input
      ref={input}
      className="layer-input"
      role="combobox"
      aria-label={label}
      aria-expanded="true"
      aria-controls={list}
      aria-activedescendant={option}
      aria-describedby={describedBy}
      autoComplete="off"
      spellCheck={false}
      maxLength={100}
      placeholder={placeholder}
      value={value}
      onChange={(event) => onType(event.target.value)}
      onBlur={(event) => {
        // Another window took the keyboard: the layer is still the place where typing goes.
        if (document.activeElement !== event.target) onBlurred();
      }}
    />
  );
});
