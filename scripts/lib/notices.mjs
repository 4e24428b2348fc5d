// @ts-check
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @typedef {{ name: string, version: string, license: string, text: string | null }} Notice */

/**
 * The folder of the package a bundled module comes from; null: it is ours.
 * @param {string} module as the bundler names it
 */
export const packageFolderOf = (module) => {
  const path = module.replace(/^\0+/, '').split('?')[0] ?? '';
  return /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path.replaceAll('\\', '/'))?.[1] ?? null;
};

/**
 * What a package says of itself.
 * @param {string} folder
 * @returns {Notice}
 */
export const noticeOf = (folder) => {
  const manifest = readFileSync(join(folder, 'package.json'), 'utf8');
  const { name, version, license, licenses } =
    /** @type {{ name: string, version: string, license?: string, licenses?: { type: string }[] }} */ (
      JSON.parse(manifest)
    );
  const file = readdirSync(folder).find((each) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(each));
  return {
    name,
    version,
    license: license ?? licenses?.map(({ type }) => type).join(' OR ') ?? 'UNKNOWN',
    text: file === undefined ? null : readFileSync(join(folder, file), 'utf8').trim(),
  };
};

/**
 * CycloneDX 1.6: what a package of Offhook is made of. Electron is added: it is not bundled, it is what runs the bundle.
 * @param {readonly Notice[]} notices
 * @param {{ name: string, version: string }} product
 */
export const bomOf = (notices, { name, version }) => ({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: { component: { type: 'application', name, version, 'bom-ref': `${name}@${version}` } },
  components: notices.map((notice) => ({
    type: 'library',
    name: notice.name,
    version: notice.version,
    purl: `pkg:npm/${notice.name.replace('@', '%40')}@${notice.version}`,
    'bom-ref': `${notice.name}@${notice.version}`,
    licenses: [
      / (?:OR|AND) /.test(notice.license) ? { expression: notice.license } : { license: { id: notice.license } },
    ],
  })),
});

/** @param {readonly Notice[]} notices */
export const licencesOf = (notices) =>
  notices
    .map(
      ({ name, version, license, text }) =>
        `${name} ${version}\n${license}\n\n${text ?? 'The package comes without the text of its licence.'}\n`,
    )
    .join(`\n${'-'.repeat(80)}\n\n`);

/**
 * Writes out/notices from the lists each part of the build has left in out/bundled.
 * @param {string} root
 */
export const writeNotices = (root) => {
  const bundled = join(root, 'out/bundled');
  if (!existsSync(bundled)) throw new Error('out/bundled is not there: build first');
  const folders = new Set(
    readdirSync(bundled).flatMap(
      (name) => /** @type {string[]} */ (JSON.parse(readFileSync(join(bundled, name), 'utf8'))),
    ),
  );
  folders.add('node_modules/electron');
  const notices = [...folders]
    .map((folder) => noticeOf(join(root, folder)))
    .toSorted((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1));
  const manifest = readFileSync(join(root, 'package.json'), 'utf8');
  const product = /** @type {{ name: string, version: string }} */ (JSON.parse(manifest));
  const folder = join(root, 'out/notices');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'sbom.cdx.json'), `${JSON.stringify(bomOf(notices, product), null, 2)}\n`);
  writeFileSync(join(folder, 'LICENCES.txt'), licencesOf(notices));
  return notices;
};

/**
 * A part of the build notes which packages it holds: only those of which something was left after shaking.
 * @param {string} root
 * @returns {import('vite').Plugin}
 */
export const noteBundled = (root) => ({
  name: 'offhook-note-bundled',
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap((part) =>
      part.type === 'chunk' ? Object.entries(part.modules) : [],
    );
    const folders = modules.flatMap(([module, { renderedLength }]) =>
      renderedLength > 0 ? (packageFolderOf(module) ?? []) : [],
    );
    const relative = [...new Set(folders)].map((folder) => folder.slice(folder.indexOf('node_modules/'))).toSorted();
    const file = join(root, 'out/bundled', `${this.environment.name}.json`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(relative));
  },
});
