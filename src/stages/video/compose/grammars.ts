import type { LanguageRegistration } from '@shikijs/primitive';
import { table } from '../../../domain/table';

/** A grammar as Shiki takes it. */
export interface Grammar {
  readonly name: string;
  load(): Promise<{ readonly default: readonly LanguageRegistration[] }>;
}

/*
 * Each in a chunk of its own. Left out: Ruby and C++, whose grammars bring along one without a licence (GLSL), and languages that few documents have;
 * those are coloured by the shape of their code.
 */
const typescript: Grammar = { name: 'typescript', load: () => import('@shikijs/langs-precompiled/typescript') };
const tsx: Grammar = { name: 'tsx', load: () => import('@shikijs/langs-precompiled/tsx') };
const javascript: Grammar = { name: 'javascript', load: () => import('@shikijs/langs-precompiled/javascript') };
const jsx: Grammar = { name: 'jsx', load: () => import('@shikijs/langs-precompiled/jsx') };
const python: Grammar = { name: 'python', load: () => import('@shikijs/langs-precompiled/python') };
const rust: Grammar = { name: 'rust', load: () => import('@shikijs/langs-precompiled/rust') };
const go: Grammar = { name: 'go', load: () => import('@shikijs/langs-precompiled/go') };
const java: Grammar = { name: 'java', load: () => import('@shikijs/langs-precompiled/java') };
const c: Grammar = { name: 'c', load: () => import('@shikijs/langs-precompiled/c') };
const csharp: Grammar = { name: 'csharp', load: () => import('@shikijs/langs-precompiled/csharp') };
const php: Grammar = { name: 'php', load: () => import('@shikijs/langs-precompiled/php') };
const swift: Grammar = { name: 'swift', load: () => import('@shikijs/langs-precompiled/swift') };
const kotlin: Grammar = { name: 'kotlin', load: () => import('@shikijs/langs-precompiled/kotlin') };
const shellscript: Grammar = { name: 'shellscript', load: () => import('@shikijs/langs-precompiled/shellscript') };
const shellsession: Grammar = { name: 'shellsession', load: () => import('@shikijs/langs-precompiled/shellsession') };
const sql: Grammar = { name: 'sql', load: () => import('@shikijs/langs-precompiled/sql') };
const html: Grammar = { name: 'html', load: () => import('@shikijs/langs-precompiled/html') };
const css: Grammar = { name: 'css', load: () => import('@shikijs/langs-precompiled/css') };
const scss: Grammar = { name: 'scss', load: () => import('@shikijs/langs-precompiled/scss') };
const json: Grammar = { name: 'json', load: () => import('@shikijs/langs-precompiled/json') };
const yaml: Grammar = { name: 'yaml', load: () => import('@shikijs/langs-precompiled/yaml') };
const toml: Grammar = { name: 'toml', load: () => import('@shikijs/langs-precompiled/toml') };
const markdown: Grammar = { name: 'markdown', load: () => import('@shikijs/langs-precompiled/markdown') };
const xml: Grammar = { name: 'xml', load: () => import('@shikijs/langs-precompiled/xml') };
const r: Grammar = { name: 'r', load: () => import('@shikijs/langs-precompiled/r') };
const lua: Grammar = { name: 'lua', load: () => import('@shikijs/langs-precompiled/lua') };
const docker: Grammar = { name: 'docker', load: () => import('@shikijs/langs-precompiled/docker') };
const make: Grammar = { name: 'make', load: () => import('@shikijs/langs-precompiled/make') };
const diff: Grammar = { name: 'diff', load: () => import('@shikijs/langs-precompiled/diff') };
const scala: Grammar = { name: 'scala', load: () => import('@shikijs/langs-precompiled/scala') };
const dart: Grammar = { name: 'dart', load: () => import('@shikijs/langs-precompiled/dart') };
const powershell: Grammar = { name: 'powershell', load: () => import('@shikijs/langs-precompiled/powershell') };
const vue: Grammar = { name: 'vue', load: () => import('@shikijs/langs-precompiled/vue') };
const svelte: Grammar = { name: 'svelte', load: () => import('@shikijs/langs-precompiled/svelte') };
const graphql: Grammar = { name: 'graphql', load: () => import('@shikijs/langs-precompiled/graphql') };

/** Grammars by what fences call their languages, lower case. */
export const grammars: Readonly<Record<string, Grammar>> = table({
  ts: typescript, typescript, mts: typescript, cts: typescript,
  tsx,
  js: javascript, javascript, mjs: javascript, cjs: javascript, node: javascript,
  jsx,
  py: python, python, python3: python, py3: python,
  rs: rust, rust,
  go, golang: go,
  java,
  c, h: c,
  cs: csharp, csharp, 'c#': csharp,
  php,
  swift,
  kt: kotlin, kotlin, kts: kotlin,
  sh: shellscript, bash: shellscript, zsh: shellscript, shell: shellscript, shellscript,
  console: shellsession, shellsession, 'shell-session': shellsession, terminal: shellsession,
  sql, postgres: sql, postgresql: sql, mysql: sql, sqlite: sql,
  html, htm: html,
  css,
  scss,
  json, jsonc: json, json5: json, webmanifest: json,
  yaml, yml: yaml,
  toml,
  md: markdown, markdown,
  xml, svg: xml, xsd: xml, plist: xml,
  r,
  lua,
  docker, dockerfile: docker,
  make, makefile: make,
  diff, patch: diff,
  scala,
  dart,
  powershell, ps1: powershell, pwsh: powershell,
  vue,
  svelte,
  graphql, gql: graphql,
});
