export type PresenceShape = 'free' | 'ringing' | 'busy' | 'away' | 'unknown';

/** A shape, so that it is told without colour; a word always stands beside it. */
export function Presence({ shape }: { readonly shape: PresenceShape }) {
  return (
    <svg className={`presence presence-${shape}`} viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      {drawing(shape)}
    </svg>
  );
}

function drawing(shape: PresenceShape) {
  switch (shape) {
    case 'free':
      return <circle className="ring" cx="6" cy="6" r="4" strokeWidth="2" />;
    case 'busy':
      return <circle className="fill" cx="6" cy="6" r="5" />;
    case 'ringing':
      return (
        <>
          <circle className="ring" cx="6" cy="6" r="5.25" strokeWidth="1.5" />
          <path className="fill" d="M6 6V2.5A3.5 3.5 0 0 1 9.5 6Z" />
        </>
      );
    case 'away':
      return (
        <>
          <circle className="ring" cx="6" cy="6" r="5.25" strokeWidth="1.5" />
          <path className="fill" d="M6 2.5a3.5 3.5 0 0 1 0 7Z" />
        </>
      );
    case 'unknown':
      return <path className="ring" d="M2 6h8" strokeWidth="2" />;
  }
}
