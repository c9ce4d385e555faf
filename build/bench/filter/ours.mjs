// The page's own code, bundled as the page bundles it.

import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const frontend = fileURLToPath(new URL('../../../frontend/', import.meta.url));

/** The module of frontend/src/lib/analytics with a name. */
export async function ours(name) {
	const { rolldown } = createRequire(join(frontend, 'package.json'))('rolldown');
	const folder = await mkdtemp(join(tmpdir(), 'bench-filter-'));
	try {
		const file = join(folder, `${name}.mjs`);
		const bundle = await rolldown({ input: join(frontend, 'src/lib/analytics', `${name}.ts`), logLevel: 'silent' });
		await bundle.write({ file, format: 'esm' });
		await bundle.close();
		return await import(pathToFileURL(file).href);
	} finally {
		await rm(folder, { recursive: true });
	}
}
