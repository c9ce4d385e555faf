import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default ts.config(
	{ ignores: ['dist', 'src/lib/wire/wailsjs', 'test-results'] },
	js.configs.recommended,
	ts.configs.strict,
	svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			// TypeScript finds unknown names itself, and knows the types that eslint does not.
			'no-undef': 'off',
			// State is replaced whole, by $state.raw, so a plain Map or Set in it is right.
			'svelte/prefer-svelte-reactivity': 'off',
			'no-restricted-imports': [
				'error',
				{ patterns: [{ group: ['**/wailsjs/**'], message: 'Only lib/wire may know what Wails generates.' }] },
			],
		},
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
	},
	{ files: ['src/lib/wire/**'], rules: { 'no-restricted-imports': 'off' } },
	{
		files: ['src/lib/domain/**'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [{ group: ['svelte', 'svelte/*', '**/wire/**', '**/state/**', '**/components/**', '**/views/**'] }],
				},
			],
		},
	},
);
