import globals from 'globals';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';

/** Lists of words and of their rules: a word a line would make them longer to read, not easier. */
const tablesOfWords = [
  'src/cli/stills/samples.ts',
  'src/domain/language/stopWords.ts',
  'src/stages/video/speech/{english,englishShortForms,englishSigns,englishUnits,everyLanguage,otherLanguages}.ts',
];

/** Words that people see stand in `src/app/words`: none in components, neither as text nor in what is read out. */
const wordless = {
  rules: {
    'no-words': {
      create: (context) => ({
        SvelteText(node) {
          const isCode = node.parent?.type !== 'SvelteElement' ? node.parent?.type === 'SvelteStyleElement' : node.parent.name?.name === 'code';
          if (!isCode && /\p{L}{2,}/u.test(node.value)) context.report({ node, message: `Words belong to src/app/words, got "${node.value.trim()}".` });
        },
        SvelteAttribute(node) {
          if (!['aria-label', 'aria-valuetext', 'title', 'placeholder', 'alt', 'label'].includes(node.key.name)) return;
          const words = node.value.filter(({ type, value }) => type === 'SvelteLiteral' && /\p{L}{2,}/u.test(value));
          for (const word of words) context.report({ node: word, message: `Words belong to src/app/words, got "${word.value}".` });
        },
      }),
    },
  },
};

export default ts.config(
  { ignores: ['dist/', 'wasm/', 'node_modules/', 'coverage/', 'sheets/', 'public/', 'bench-results/'] },
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-invalid-void-type': 'off',
      'no-console': ['error', { allow: ['warn', 'error'] }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**'],
    rules: {
      'no-restricted-syntax': ['error', {
        selector: "NewExpression[callee.name='Worker'], NewExpression[callee.name='SharedWorker']",
        message: 'Workers start through startWorker, or they lack the policy of the page.',
      }, {
        selector: "BinaryExpression[operator='in'][left.type!='Literal'][left.type!='PrivateIdentifier']",
        message: 'A word of somebody else may be `constructor`: ask Object.hasOwn.',
      }, {
        selector: "VariableDeclarator[init.type='ObjectExpression'] > Identifier > TSTypeAnnotation > TSTypeReference[typeName.name='Readonly'] "
          + "TSTypeReference[typeName.name='Record'] > TSTypeParameterInstantiation > TSStringKeyword:first-child",
        message: 'A word of somebody else may be `constructor`: make it of table({ ... }).',
      }],
    },
  },
  { files: ['src/platform/page/startWorker.ts', 'src/cli/**'], rules: { 'no-restricted-syntax': 'off' } },
  // A regular expression cannot be broken.
  { files: ['**/*.{ts,mjs,js}'], ignores: tablesOfWords, rules: { 'max-len': ['error', { code: 160, ignoreRegExpLiterals: true }] } },
  { files: ['src/app/**/*.svelte'], plugins: { house: wordless }, rules: { 'house/no-words': 'error', 'max-len': ['error', { code: 160 }] } },
  // Nor should a document that a test reads.
  { files: ['tests/**'], rules: { 'max-len': ['error', { code: 160, ignoreRegExpLiterals: true, ignoreStrings: true, ignoreTemplateLiterals: true }] } },
  { files: ['src/cli/**', 'tests/**'], rules: { 'no-console': 'off', '@typescript-eslint/no-non-null-assertion': 'off' } },
);
