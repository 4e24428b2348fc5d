import type { ReactNode } from 'react';
import { Icon } from './icons.tsx';

/** Something failed: what, what it means, what happens next. */
export function Notice({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className="notice">
      <Icon name="triangle" />
      <div className="notice-text">{children}</div>
      {action}
    </div>
  );
}
