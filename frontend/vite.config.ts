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
	},
	test: { environment: 'happy-dom', include: ['src/**/*.test.ts'] },
});
