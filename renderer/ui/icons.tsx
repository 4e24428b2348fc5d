import type { ReactNode } from 'react';

/** Drawn on a 16 grid with a 1.5 stroke. Always beside a word, so hidden from screen readers. */
const shapes = {
  phone: (
    <path d="M3.2 2.6 5 2.2l1.5 3-1.3 1.2a8 8 0 0 0 4.4 4.4l1.2-1.3 3 1.5-.4 1.8a1.6 1.6 0 0 1-1.7 1.2A10.6 10.6 0 0 1 2 4.3a1.6 1.6 0 0 1 1.2-1.7Z" />
  ),
  ended: (
    <path d="M1.8 9.6c0-1.8 2.8-3.2 6.2-3.2s6.2 1.4 6.2 3.2v1.2l-3.2-.6-.4-1.9a9.4 9.4 0 0 0-5.2 0L5 10.2l-3.2.6Z" />
  ),
  pause: <path d="M5.5 3.5v9M10.5 3.5v9" />,
  pulse: <path d="M1.5 8H4l2-5 3.5 10.5L11.5 8h3" />,
  triangle: <path d="M8 2.2 14.3 13.3H1.7ZM8 6.5v3.2M8 11.5v.1" />,
  voicemail: (
    <path d="M4.3 5.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4ZM11.7 5.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4ZM4.3 10.7h7.4" />
  ),
  incoming: <path d="M12.5 3.5 4 12M4 6v6h6" />,
  outgoing: <path d="M3.5 12.5 12 4M6 4h6v6" />,
  missed: <path d="M14 4 8.5 9.5 3 4M2.5 8V3.5H7" />,
  people: (
    <path d="M6 3a2.3 2.3 0 1 0 0 4.6A2.3 2.3 0 0 0 6 3ZM1.7 13c0-2.3 1.8-3.8 4.3-3.8s4.3 1.5 4.3 3.8M10.8 3.3a2.2 2.2 0 0 1 0 4M12.3 9.6c1.3.5 2 1.7 2 3.4" />
  ),
  micOff: (
    <path d="M10 7V4a2 2 0 0 0-3.9-.6M6 6.2v1.6a2 2 0 0 0 3 1.7M3.7 7.5a4.3 4.3 0 0 0 6.8 3.4M12.3 7.5c0 .5-.1 1-.3 1.5M8 11.8v2M2.5 2.5l11 11" />
  ),
  pen: <path d="M10.8 2.9 13.1 5.2 5.4 12.9 2.5 13.5 3.1 10.6ZM9.3 4.4l2.3 2.3" />,
  search: <path d="M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10.3 10.3l3.2 3.2" />,
  check: <path d="m2.5 8.5 3.5 3.5 7.5-8" />,
  keyboard: (
    <path d="M2.7 4h10.6c.7 0 1.2.5 1.2 1.2v5.6c0 .7-.5 1.2-1.2 1.2H2.7c-.7 0-1.2-.5-1.2-1.2V5.2c0-.7.5-1.2 1.2-1.2ZM4.2 6.7h.1M6.7 6.7h.1M9.2 6.7h.1M11.7 6.7h.1M5 9.5h6" />
  ),
  flask: <path d="M6 2h4M6.7 2v4L3 12.2c-.4.8.1 1.6 1 1.6h8c.9 0 1.4-.8 1-1.6L9.3 6V2M4.5 10h7" />,
  arrow: <path d="M2.5 8h11M9.5 4l4 4-4 4" />,
  parking: (
    <path d="M4.2 1.8h7.6a2.4 2.4 0 0 1 2.4 2.4v7.6a2.4 2.4 0 0 1-2.4 2.4H4.2a2.4 2.4 0 0 1-2.4-2.4V4.2a2.4 2.4 0 0 1 2.4-2.4ZM6.3 11.5v-7h2.2a2.1 2.1 0 0 1 0 4.2H6.3" />
  ),
  link: (
    <path d="M6.7 9.3a2.6 2.6 0 0 0 3.7 0l2.5-2.5a2.6 2.6 0 0 0-3.7-3.7l-.9.9M9.3 6.7a2.6 2.6 0 0 0-3.7 0L3.1 9.2a2.6 2.6 0 0 0 3.7 3.7l.9-.9" />
  ),
  headphones: (
    <path d="M2.2 11V8a5.8 5.8 0 0 1 11.6 0v3M2.2 9.5h1.4c.6 0 1 .4 1 1v2c0 .6-.4 1-1 1h-.4a1 1 0 0 1-1-1Zm11.6 0h-1.4c-.6 0-1 .4-1 1v2c0 .6.4 1 1 1h.4c.6 0 1-.4 1-1Z" />
  ),
  transfer: <path d="M2 12.5c.3-3.8 2.6-6 6.5-6H13M9.5 3l4 3.5-4 3.5" />,
  bell: <path d="M3.5 11.5h9l-1.2-1.8V7a3.3 3.3 0 0 0-6.6 0v2.7L3.5 11.5zM6.7 13.3a1.4 1.4 0 0 0 2.6 0" />,
  note: <path d="M2.5 2.5h11v7l-4 4h-7ZM13.2 9.5H9.5v3.8M5 5.8h6M5 8.8h2.2" />,
  person: <path d="M8 2.2a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM2.6 13.8c.3-2.6 2.4-4 5.4-4s5.1 1.4 5.4 4" />,
  speaker: <path d="M2.2 6v4h2.4L8 13V3L4.6 6ZM10.4 5.6a3.4 3.4 0 0 1 0 4.8M12.4 3.6a6.2 6.2 0 0 1 0 8.8" />,
  sun: (
    <path d="M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6ZM8 1.4v1.4M8 13.2v1.4M1.4 8h1.4M13.2 8h1.4M3.3 3.3l1 1M11.7 11.7l1 1M12.7 3.3l-1 1M4.3 11.7l-1 1" />
  ),
  shield: <path d="M8 1.8 13 3.6v4.1c0 3-2 5.3-5 6.5-3-1.2-5-3.5-5-6.5V3.6Z" />,
  info: <path d="M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM8 7.4v3.6M8 5v.1" />,
  book: (
    <path d="M8 4.2C6.8 3.3 5 2.9 2.2 2.9v9.4c2.8 0 4.6.4 5.8 1.3 1.2-.9 3-1.3 5.8-1.3V2.9c-2.8 0-4.6.4-5.8 1.3ZM8 4.2v9.4" />
  ),
  lock: <path d="M4 7.2h8v6.4H4ZM5.6 7.2V5a2.4 2.4 0 0 1 4.8 0v2.2" />,
  trash: <path d="M2.8 4.2h10.4M6 4.2V2.5h4v1.7M4.2 4.2l.6 9.3h6.4l.6-9.3M6.7 6.8v4.2M9.3 6.8v4.2" />,
  record: (
    <>
      <circle cx="8" cy="8" r="6.2" />
      <circle cx="8" cy="8" r="2.8" fill="currentColor" stroke="none" />
    </>
  ),
  retry: <path d="M13.3 8a5.3 5.3 0 1 1-1.6-3.8M13.5 2v3h-3" />,
} as const satisfies Readonly<Record<string, ReactNode>>;

export type IconName = keyof typeof shapes;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      {shapes[name]}
    </svg>
  );
}
