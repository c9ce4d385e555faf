import { describe, expect, it, vi } from 'vitest';
import { Layers } from './layers.svelte';

const kinds = (layers: Layers) => layers.open.map((each) => each.kind);

describe('Layers', () => {
	it('closes the top one only', () => {
		const layers = new Layers();
		layers.show({ kind: 'details', id: 'github' });
		layers.show({ kind: 'keys' });
		layers.closeTop();
		expect(kinds(layers)).toEqual(['details']);
	});

	it('opens nothing twice', () => {
		const layers = new Layers();
		layers.show({ kind: 'palette' });
		layers.show({ kind: 'keys' });
		layers.show({ kind: 'palette' });
		expect(kinds(layers)).toEqual(['keys', 'palette']);
	});

	it('gives the focus back to what opened the first of them', async () => {
		const opener = document.body.appendChild(document.createElement('button'));
		opener.focus();
		const layers = new Layers();
		layers.show({ kind: 'palette' });
		opener.blur();
		layers.replace({ kind: 'changes' });
		layers.closeTop();
		await vi.waitFor(() => expect(document.activeElement).toBe(opener));
	});
});
