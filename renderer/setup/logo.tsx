/** A handset lifted off its cradle. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 44 44" width="44" height="44" aria-hidden="true" focusable="false">
      <path className="logo-set" d="M5 19c4-11 30-15 34-4" />
      <rect className="logo-ear" x="2" y="15" width="10" height="9" rx="2.5" transform="rotate(-14 7 19.5)" />
      <rect className="logo-ear" x="32" y="10" width="10" height="9" rx="2.5" transform="rotate(10 37 14.5)" />
      <rect className="logo-cradle" x="2" y="36" width="40" height="5" rx="2.5" />
    </svg>
  );
}
