import { type Ref, useId } from 'react';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onType: (text: string) => void;
  readonly onLeave?: () => void;
  readonly secret?: boolean;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly input?: Ref<HTMLInputElement>;
}

/** A labelled field; what is wrong with it stands under it and is read out with it. */
export function TextField(props: TextFieldProps) {
  const { label, value, onType, onLeave, secret = false, hint, problem, placeholder, disabled = false, input } = props;
  const id = useId();
  const said = problem ?? hint;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        ref={input}
        type={secret ? 'password' : 'text'}
        value={value}
        placeholder={placeholder}
        disabled={disabled}
        aria-invalid={problem !== undefined}
        aria-describedby={said === undefined ? undefined : `${id}said`}
        autoComplete="off"
        spellCheck={false}
        maxLength={20_000}
        onChange={(event) => onType(event.target.value)}
        onBlur={onLeave}
      />
      {said !== undefined && (
        <p id={`${id}said`} className={problem === undefined ? 'field-hint' : 'field-problem'}>
          {said}
        </p>
      )}
    </div>
  );
}
