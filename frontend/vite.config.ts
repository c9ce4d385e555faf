import tailwindcss from '@tailwindcss/vite';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [tailwindcss(), svelte()],
	// Without this Vitest resolves Svelte's server build, in which runes do not react.
	resolve: process.env.VITEST ? { conditions: ['browser'] } : {},
	build: {
		target: 'es2022',
		// The window's content policy allows no data: fonts, and one request costs nothing when the files are embedded.
		assetsInlineLimit: 0,
		// The files lie in the program itself: fetching ahead gains nothing, and its polyfill would fetch everything twice.
		modulePreload: false,
		rolldownOptions: {
			output: {
				// One file for what the first view and the dialogs share, rather than one for each small component: each
				// costs a request while the window is still empty.
				codeSplitting: {
					groups: [
						{
							name: 'page',
							test: /node_modules\/(svelte|esm-env|@fortawesome)\/|src\/(components\/[^/]+$|lib\/(domain\/(?!import)|state\/(?!analytics|importsession|rejected)))/,
						},
					],
				},
			},
		},
	},
	test: { environment: 'happy-dom', include: ['src/**/*.test.ts'] },
});
