import type { CodeToken, TokenKind } from '../../../domain/film/composed';

/**
 * Splits code into lines of coloured tokens; the tokens of a line joined give the line.
 *
 * Not a parser: one pattern for the families of languages that comments and strings are written alike in, enough to
 * see the shape of code in the seconds it is on screen.
 *
 * @param language as a fence names it (`ts`, `python`...); unknown ones are read as C-like
 */
export function tokenize(code: string, language: string): readonly (readonly CodeToken[])[] {
  const lines: CodeToken[][] = [[]];
  const push = (text: string, kind: TokenKind): void => {
    text.split('\n').forEach((part, index) => {
      if (index > 0) lines.push([]);
      const line = lines.at(-1);
      const last = line?.at(-1);
      if (!line || part === '') return;
      if (last?.kind === kind) line[line.length - 1] = { text: last.text + part, kind };
      else line.push({ text: part, kind });
    });
  };
  const pattern = patternOf(language.toLowerCase());
  let from = 0;
  for (const match of code.matchAll(pattern)) {
    push(code.slice(from, match.index), 'plain');
    push(match[0], kindOf(match));
    from = match.index + match[0].length;
  }
  push(code.slice(from), 'plain');
  return lines;
}

function kindOf(match: RegExpExecArray): TokenKind {
  const groups = match.groups ?? {};
  if (groups['comment'] !== undefined) return 'comment';
  if (groups['text'] !== undefined) return 'text';
  if (groups['number'] !== undefined) return 'number';
  if (groups['call'] !== undefined && !keywords.has(match[0])) return 'name';
  return keywords.has(match[0]) ? 'keyword' : 'plain';
}

const hashLanguages = new Set([
  'py', 'python', 'sh', 'bash', 'zsh', 'shell', 'console', 'rb', 'ruby', 'r', 'yaml', 'yml', 'toml', 'perl', 'pl', 'make', 'makefile', 'dockerfile', 'nix',
  'elixir', 'julia', 'powershell', 'ini', 'conf',
]);
const dashLanguages = new Set(['sql', 'lua', 'haskell', 'hs', 'ada', 'elm']);
const markupLanguages = new Set(['html', 'xml', 'svg', 'vue', 'svelte']);

function patternOf(language: string): RegExp {
  const comment = hashLanguages.has(language) ? '#.*'
    : dashLanguages.has(language) ? '--.*'
    : markupLanguages.has(language) ? '<!--[\\s\\S]*?(?:-->|$)'
    : '\\/\\/.*|\\/\\*[\\s\\S]*?(?:\\*\\/|$)';
  // An apostrophe inside a word ("don't") opens no string.
  const text = '"""[\\s\\S]*?(?:"""|$)|"(?:\\\\.|[^"\\\\\\n])*"?|(?<![\\p{L}\\p{N}])\'(?:\\\\.|[^\'\\\\\\n])*\'|`(?:\\\\.|[^`\\\\])*`?';
  const number = '(?<![\\p{L}_$])(?:0[xXbBoO][\\da-fA-F_]+|\\d[\\d_]*(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)';
  return new RegExp(
    `(?<comment>${comment})|(?<text>${text})|(?<number>${number})|(?<call>[\\p{L}_$][\\p{L}\\p{N}_$]*(?=\\s?\\())|(?<word>[\\p{L}_$][\\p{L}\\p{N}_$]*)`, 'gu',
  );
}

const keywords = new Set((
  'abstract and as assert async await begin break case catch class const continue debugger def default defer del delete do elif else elsif end '
  + 'enum except export extends extern '
  + 'false False finally fn for foreach from func function global go goto if impl implements import in instanceof interface is lambda let loop '
  + 'match mod module mut namespace new nil None not null '
  + 'of or override package pass private protected pub public raise readonly ref rescue return select self SELECT FROM WHERE JOIN LEFT INNER ON '
  + 'GROUP BY ORDER INSERT INTO VALUES UPDATE SET DELETE '
  + 'CREATE TABLE LIMIT AND OR NOT NULL AS static struct super switch then this throw throws trait true True try type typeof undefined union '
  + 'unless unsafe until use using val var virtual void '
  + 'volatile when where while with yield fi done esac echo'
).split(' '));
