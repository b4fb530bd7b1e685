import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Folders of the packages whose code is in the build, workers' too: those are bundled first. */
const folders = new Set<string>();

/** Notes which packages the chunks of a bundle are made of. */
export function notePackages(): Plugin {
  return {
    name: 'note-packages',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) if (file.type === 'chunk') for (const id of file.moduleIds) note(id);
    },
  };
}

/** Writes the licences of all packages in the build, each by its own text: what a package says of itself elsewhere may be another. */
export function licenceList(): Plugin {
  return {
    name: 'licence-list',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) if (file.type === 'chunk') for (const id of file.moduleIds) note(id);
      const sections = [...folders].map(sectionOf).sort((one, other) => one.localeCompare(other, 'en'));
      const head = 'What of other people’s work is in the code of this site, with its licences. Separate programs: see NOTICE.md.';
      const source = `${head}\n\n${sections.join('\n')}`;
      this.emitFile({ type: 'asset', fileName: 'licenses/packages.txt', source });
    },
  };
}

function note(id: string): void {
  const file = id.replace(/^\0+/, '').split('?', 1)[0] ?? '';
  const at = file.lastIndexOf('/node_modules/');
  if (at < 0) return;
  const parts = file.slice(at + '/node_modules/'.length).split('/');
  const name = parts.slice(0, parts[0]?.startsWith('@') === true ? 2 : 1).join('/');
  folders.add(join(file.slice(0, at), 'node_modules', name));
}

function sectionOf(folder: string): string {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Readonly<Record<string, unknown>>;
  const by = typeof author === 'string' ? author : ((author as { readonly name?: string } | undefined)?.name ?? 'its authors');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => /^(?:licen[cs]e|copying|notice)(?:[.-]|$)/i.test(file)) : [];
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const otherwise = `${String(license)} © ${by}. The package has no text of its own; that of its licence lies beside this file.`;
  const text = texts.length > 0 ? texts.join('\n\n') : otherwise;
  return `${'='.repeat(78)}\n${String(name)} ${String(version)}\n${'='.repeat(78)}\n\n${text}\n`;
}
