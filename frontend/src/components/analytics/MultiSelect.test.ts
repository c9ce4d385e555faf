import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import MultiSelect from './MultiSelect.svelte';

const options = ['Café', 'Checkout', 'Search'].map((text) => ({ value: text, text }));

/** The control, opened, with what it was told to choose last. */
async function open(chosen: string[] | null, searchable = false) {
	const onchange = vi.fn();
	const set = chosen && new Set(chosen);
	render(MultiSelect, { options, chosen: set, label: 'Service', shown: 'all', searchable, onchange });
	await fireEvent.click(screen.getByRole('combobox'));
	const last = () => {
		const [value] = onchange.mock.lastCall as [ReadonlySet<string> | null];
		return value && [...value];
	};
	return { last, press: (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key }) };
}

const listed = () => screen.queryAllByRole('option').map((option) => option.textContent.trim());

afterEach(cleanup);

describe('MultiSelect', () => {
	it('takes one from all', async () => {
		const { last } = await open(null);
		await fireEvent.click(screen.getByText('Checkout'));
		expect(last()).toEqual(['Café', 'Search']);
	});

	it('chooses all where the last one is added', async () => {
		const { last } = await open(['Café', 'Search']);
		await fireEvent.click(screen.getByText('Checkout'));
		expect(last()).toBeNull();
	});

	it.each([
		['All', null],
		['None', []],
	])('chooses %s', async (name, want) => {
		const { last } = await open(['Café']);
		await fireEvent.click(screen.getByText(name));
		expect(last()).toEqual(want);
	});

	it('finds options without regard to case and accents', async () => {
		const { last, press } = await open([], true);
		await fireEvent.input(screen.getByRole('textbox'), { target: { value: 'CAFE' } });
		expect(listed()).toEqual(['Café']);
		await press('Enter');
		expect(last()).toEqual(['Café']);
	});

	it('is used by the keyboard alone', async () => {
		const { last, press } = await open([]);
		await press('ArrowDown');
		await press(' ');
		expect(last()).toEqual(['Checkout']);
		await press('Escape');
		expect(listed()).toEqual([]);
		expect(document.activeElement).toBe(screen.getByRole('combobox'));
		await press('ArrowDown');
		expect(listed()).toHaveLength(3);
	});

	it('keeps Esc to itself while it is open', async () => {
		const { press } = await open([]);
		const heard = vi.fn();
		window.addEventListener('keydown', heard);
		await press('Escape');
		window.removeEventListener('keydown', heard);
		expect(heard).not.toHaveBeenCalled();
	});
});
