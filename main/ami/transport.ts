/** A road to the manager: TCP, TLS, HTTP, or a script in tests. It reports loss and never reconnects by itself. */
export interface AmiTransport {
  /** What is dialled, for messages: host:port, or a URL. */
  readonly target: string;
  /** False: the manager says no greeting on this road, and so no version. */
  readonly greets?: boolean;
  /** The most bytes of one action that this road carries. */
  readonly longestAction?: number;
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
  /** One whole action a call, in order; what is written after the end is lost. */
  write(bytes: Buffer): void;
  /** The login was accepted: from here on events are wanted. */
  accepted?(): void;
  /** Nothing more is wanted until `resume`; what is on its way may still come. */
  pause?(): void;
  resume?(): void;
  /** Ends at once and silently: the listener is not called again. */
  destroy(): void;
}
