/** The launcher that started us, over Node's child channel. */
interface Parent {
  readonly connected?: boolean;
  readonly send?: ((message: unknown) => boolean) | undefined;
}

/**
 * What can be said of the pages of the run before: none can come back, one may, or nothing, since there is no journal: it
 * is another Offhook's, which runs with this profile, and so may be its pages.
 */
export type PagesBefore = 'none' | 'awaited' | 'unknown';

/**
 * Tells the launcher of our pages: by that it keeps the window of a run before, or closes it and opens a new one, and opens
 * one in the place of one that died.
 */
export interface LauncherWord {
  before(are: PagesBefore): void;
  /** A page is here. */
  opened(): void;
  /** The address that opens the desk once, from now on. */
  address(is: string): void;
  /** No page is here any more, and the last one said no farewell. */
  lost(): void;
}

/** Nobody is told where no launcher started us, or it is gone. */
export function tellLauncher(parent: Parent): LauncherWord {
  const tell = (message: object): void => {
    if (parent.connected === true) parent.send?.(message);
  };
  return {
    before: (are) => tell({ kind: 'pages-before', are }),
    opened: () => tell({ kind: 'page-opened' }),
    address: (is) => tell({ kind: 'address', is }),
    lost: () => tell({ kind: 'pages-lost' }),
  };
}
