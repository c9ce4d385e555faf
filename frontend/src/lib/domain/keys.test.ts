import { describe, expect, it } from 'vitest';
import { command } from './keys';

const press = (key: string, part = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...part });
const view = { typing: false, covered: false };

describe('command', () => {
	it.each([
		['1', 'monitor'],
		['2', 'analytics'],
		['/', 'search'],
		['r', 'refresh'],
		['?', 'keys'],
		['x', null],
		['Escape', null],
	])('%s in a view means %s', (key, wanted) => {
		expect(command(press(key), view)).toBe(wanted);
	});

	it('opens the palette from anywhere', () => {
		expect(command(press('k', { ctrlKey: true }), { typing: true, covered: true })).toBe('palette');
		expect(command(press('K', { metaKey: true }), view)).toBe('palette');
	});

	it('leaves what is typed, and what the system owns, alone', () => {
		expect(command(press('r'), { typing: true, covered: false })).toBeNull();
		expect(command(press('r', { ctrlKey: true }), view)).toBeNull();
	});

	it('selects all in a text box only', () => {
		expect(command(press('a', { ctrlKey: true }), view)).toBe('nothing');
		expect(command(press('a', { ctrlKey: true }), { typing: true, covered: true })).toBeNull();
	});

	it('closes the top layer and reaches nothing below it', () => {
		expect(command(press('Escape'), { typing: false, covered: true })).toBe('close');
		expect(command(press('r'), { typing: false, covered: true })).toBeNull();
	});
});
