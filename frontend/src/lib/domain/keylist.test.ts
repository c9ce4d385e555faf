import { describe, expect, it } from 'vitest';
import { command } from './keys';
import { keyList } from './keylist';

describe('keyList', () => {
	it('names the first key of the palette as the keyboard does', () => {
		expect(keyList(false)[0]?.keys[0]?.keys).toEqual(['Ctrl', 'K']);
		expect(keyList(true)[0]?.keys[0]?.keys).toEqual(['Cmd', 'K']);
	});

	it('lists only keys that do something everywhere', () => {
		const everywhere = keyList(false)[0]?.keys.slice(1) ?? [];
		for (const { keys } of everywhere) {
			const key = keys[0] === 'Esc' ? 'Escape' : (keys[0] ?? '').toLowerCase();
			const event = { key, ctrlKey: false, metaKey: false, altKey: false };
			expect(command(event, { typing: false, covered: key === 'Escape' })).not.toBeNull();
		}
	});
});
