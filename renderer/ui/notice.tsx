import type { ReactNode } from 'react';
import { Icon } from './icons.tsx';

interface NoticeProps {
  readonly children: ReactNode;
  readonly action?: ReactNode;
  /** Read out at once when it appears. */
  readonly urgent?: boolean;
}

/** Something failed: what, what it means, what happens next. */
export function Notice({ children, action, urgent = false }: NoticeProps) {
  return (
    <div className="notice" role={urgent ? 'alert' : undefined}>
      <Icon name="triangle" />
      <div className="notice-text">{children}</div>
      {action}
    </div>
  );
}
