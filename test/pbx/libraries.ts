import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The package's own dynamic loader and libraries: the machine's may be older or of another kind. */
export function libraries(root: string): { loader: string; libraryPath: string } {
  const folders = ['usr/lib/x86_64-linux-gnu', 'lib/x86_64-linux-gnu', 'usr/lib'].map((name) => join(root, name));
  const loaders = folders
    .filter(existsSync)
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((path) => /\/ld-(linux-x86-64\.so\.2|[\d.]+\.so)$/.test(path));
  const [loader] = loaders;
  if (loader === undefined) throw new Error(`no dynamic loader under ${root}`);
  return { loader, libraryPath: folders.join(':') };
}
