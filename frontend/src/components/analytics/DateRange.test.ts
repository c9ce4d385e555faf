import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import DateRange from './DateRange.svelte';

const today = Date.parse('2026-11-22T00:00Z');
const weeks = { from: Date.parse('2026-08-24T00:00Z'), to: Date.parse('2026-11-23T00:00Z') };

function show(zone = 'UTC') {
	const onchange = vi.fn();
	render(DateRange, { period: 'last 13 weeks', range: weeks, today, zone, onchange });
	return { onchange, box: screen.getByRole<HTMLInputElement>('textbox', { name: 'Date range' }) };
}

/** Types a text and presses Enter. */
async function enter(box: HTMLInputElement, text: string): Promise<void> {
	await fireEvent.input(box, { target: { value: text } });
	await fireEvent.keyDown(box, { key: 'Enter' });
}

afterEach(cleanup);

describe('DateRange', () => {
	it('shows the dates that are chosen', () => {
		expect(show().box.value).toBe('24 Aug to 22 Nov 2026');
	});

	it('offers presets, which close it', async () => {
		const { box, onchange } = show();
		await fireEvent.click(box);
		expect(screen.getByRole('button', { name: 'Last 13 weeks' }).getAttribute('aria-pressed')).toBe('true');
		await fireEvent.click(screen.getByRole('button', { name: 'Last quarter' }));
		expect(onchange).toHaveBeenCalledExactlyOnceWith('last quarter');
		expect(screen.queryByRole('dialog')).toBeNull();
	});

	it('takes dates that are typed', async () => {
		const { box, onchange } = show();
		await enter(box, '2026-11-01 to 2026-11-07');
		const [from, to] = [Date.parse('2026-11-01T00:00Z'), Date.parse('2026-11-08T00:00Z')];
		expect(onchange).toHaveBeenCalledExactlyOnceWith({ from, to });
	});

	it('says what is wrong with others, until Esc takes them back', async () => {
		const { box, onchange } = show();
		await enter(box, 'soon');
		expect(screen.getByRole('tooltip').textContent).toContain('Write dates such as');
		expect([box.getAttribute('aria-invalid'), box.value]).toEqual(['true', 'soon']);
		await fireEvent.keyDown(box, { key: 'Escape' });
		expect([box.getAttribute('aria-invalid'), box.value]).toEqual([null, '24 Aug to 22 Nov 2026']);
		expect(onchange).not.toHaveBeenCalled();
	});

	it.each([
		['UTC', '2026-11-03T00:00Z', '2026-11-06T00:00Z'],
		['Pacific/Kiritimati', '2026-11-02T10:00Z', '2026-11-05T10:00Z'],
	])('takes days of the calendar as those of %s', async (zone, from, to) => {
		const { box, onchange } = show(zone);
		await fireEvent.click(box);
		await fireEvent.click(await screen.findByRole('button', { name: 'Tuesday 3 November 2026' }));
		await fireEvent.click(await screen.findByRole('button', { name: 'Thursday 5 November 2026' }));
		expect(onchange).toHaveBeenCalledExactlyOnceWith({ from: Date.parse(from), to: Date.parse(to) });
	});
});
