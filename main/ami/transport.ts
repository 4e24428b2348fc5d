/** A road to the manager: TCP, TLS, or a script in tests. It reports loss and never reconnects by itself. */
export interface AmiTransport {
  /** What is dialled, for messages: host:port. */
  readonly target: string;
  open(listener: AmiConnectionListener): AmiConnection;
}

/** Nothing is called after `onClose`, and `onClose` is called once. */
export interface AmiConnectionListener {
  onOpen(): void;
  onData(bytes: Buffer): void;
  /** Null: the far end closed in order. */
  onClose(error: unknown): void;
}

export interface AmiConnection {
  /** In order; what is written after the end is lost. */
  write(bytes: Buffer): void;
  /** Ends at once and silently: the listener is not called again. */
  destroy(): void;
}
