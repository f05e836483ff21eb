import tseslint from 'typescript-eslint';
import { serialsByKey } from './deploy/tools/serials-by-key.js';

/** `describe.only` and its kin make a run green that ran almost nothing. */
const focusedTests = [
  {
    selector: "MemberExpression[object.name=/^(describe|it|test)$/][property.name='only']",
    message: 'A focused test leaves the others out; remove `.only`.',
  },
  {
    selector: 'CallExpression[callee.name=/^(fit|fdescribe|xit|xdescribe|xtest)$/]',
    message: 'A focused or disabled test hides the others, or itself; use it/describe.',
  },
];

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'coverage/',
      '.rotables/',
      'deploy/boundaries/planted/',
      'deploy/boundaries/allowed/',
      '**/*.d.ts',
    ],
  },
  { linterOptions: { noInlineConfig: true, reportUnusedInlineConfigs: 'error' } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 12],
      'no-restricted-syntax': ['error', ...focusedTests],
      // Aware of emitDecoratorMetadata: classes that Nest injects by their constructor's types stay values.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // It takes a branded number (Fen, Quantity) for something that cannot be negated.
      '@typescript-eslint/no-unsafe-unary-minus': 'off',
      // tsconfig's noPropertyAccessFromIndexSignature is off, yet `process.env['PORT']` says that the key is data.
      '@typescript-eslint/dot-notation': 'off',
      // Nest modules, and services that hold nothing, are classes by design.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    // An adapter or a test double may have to be async to fit its port without awaiting anything itself.
    files: ['**/*.{ts,tsx}'],
    rules: { '@typescript-eslint/require-await': 'off' },
  },
  {
    // A component returns what it renders. Its markup counts as lines, and every part that may be left out as a branch.
    files: ['services/console/web/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      'max-lines-per-function': ['error', { max: 110, skipBlankLines: true, skipComments: true }],
      complexity: ['error', { max: 16, variant: 'modified' }],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    ignores: ['**/*.spec.ts', '**/test/**', 'libs/domain-kernel/src/serial-key.ts'],
    plugins: { rotables: { rules: { 'serials-by-key': serialsByKey } } },
    rules: { 'rotables/serials-by-key': 'error' },
  },
  {
    files: ['**/http/*.ts'],
    rules: {
      // Views and request bodies are classes only so that their shape reaches OpenAPI; nobody asks for their identity.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      // Decorator metadata is made from the written type, which inference does not replace.
      '@typescript-eslint/no-inferrable-types': 'off',
    },
  },
  {
    files: ['**/*.spec.ts', '**/test/**/*.ts', 'libs/testing/**/*.ts', 'deploy/e2e/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      // The cases of one subject stand together, with what they set up.
      'max-lines': ['error', { max: 500 }],
      // `expect(object.method)` reads a method without calling it, which is what is meant there.
      '@typescript-eslint/unbound-method': 'off',
      // A body read back from JSON is asserted field by field.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.js'],
    languageOptions: { sourceType: 'module' },
    rules: { eqeqeq: 'error', 'no-unused-vars': ['error', { varsIgnorePattern: '^_' }] },
  },
);
