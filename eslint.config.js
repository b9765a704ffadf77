import next from 'eslint-config-next'
import typescript from 'typescript-eslint'
import house from './scripts/lint/house.js'

export default [
  {
    ignores: [
      '**/node_modules/**',
      '.next*/**',
      '.build/**',
      '.daylight/**',
      'lib/kernel/db/generated/**',
      'bench/results/**',
      'bench/floors/**/.next/**',
      'test-results/**',
      'playwright-report/**',
      'next-env.d.ts',
      'public/**',
    ],
  },
  ...next,
  {
    files: ['**/*.{js,mjs,ts,tsx,mts}'],
    plugins: { house },
    linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true },
    rules: {
      'house/arrows': 'error',
      'house/bans': 'error',
      'house/circles': 'error',
      // Written for the React compiler, which is not used here; the two rules of hooks stay on.
      ...Object.fromEntries(
        Object.keys(next[0].rules)
          .filter((name) => /^react-hooks\/(?!rules-of-hooks|exhaustive-deps)/.test(name))
          .map((name) => [name, 'off']),
      ),
      // A plain link is a choice: public pages and signing in work, and stay small, without the router.
      '@next/next/no-html-link-for-pages': 'off',
      'import/no-anonymous-default-export': 'off',
      'no-console': 'off',
      eqeqeq: ['error', 'always'],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'server-only',
              message:
                'It throws in plain Node, where the operator’s tool runs; house/arrows holds the border.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.{ts,tsx,mts}'],
    plugins: { '@typescript-eslint': typescript.plugin },
    languageOptions: {
      parser: typescript.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // The few that need types, because the mistakes they find are the ones that lose words.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
      '@typescript-eslint/ban-ts-comment': 'error',
    },
  },
  // Playwright's fixtures hand over by a function called `use`.
  { files: ['e2e/**', '**/*.test.ts'], rules: { 'react-hooks/rules-of-hooks': 'off' } },
]
