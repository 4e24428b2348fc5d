import { Caps, keepFocus } from './hint.tsx';

interface NumberedChoicesProps {
  /** The last has the digit 0, the others 1 and up. */
  readonly choices: readonly string[];
  readonly onChoose: (digit: string) => void;
}

/** A few things to choose from, by a digit or a click. */
export function NumberedChoices({ choices, onChoose }: NumberedChoicesProps) {
  return choices.map((choice, at) => {
    const digit = String((at + 1) % choices.length);
    return (
      <button key={choice} type="button" className="hint" onMouseDown={keepFocus} onClick={() => onChoose(digit)}>
        <Caps caps={[digit]} />
        <bdi>{choice}</bdi>
      </button>
    );
  });
}
