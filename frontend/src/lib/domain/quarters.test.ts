import { describe, expect, it } from 'vitest';
import { QUARTERS, stretches, worstTimes } from './quarters';

const midnight = Date.UTC(2026, 10, 15);
const day = (quarters: string) => ({ start: midnight, quarters });

describe('stretches', () => {
	it('joins quarter-hours of one kind', () => {
		expect(stretches(day('.'.repeat(26) + 'o'.repeat(67) + 'uuu'))).toEqual([
			{ coverage: 'not_running', from: 0, count: 26 },
			{ coverage: 'operational', from: 26, count: 67 },
			{ coverage: 'unreadable', from: 93, count: 3 },
		]);
	});

	it('leaves what has not begun open', () => {
		expect(stretches(day('o'))).toEqual([
			{ coverage: 'operational', from: 0, count: 1 },
			{ coverage: 'to_come', from: 1, count: QUARTERS - 1 },
		]);
	});

	it('never takes a letter nobody knows for well', () => {
		expect(stretches(day('?'))[0]).toMatchObject({ coverage: 'not_running' });
	});
});

describe('worstTimes', () => {
	it('says when the worst level held', () => {
		const quarters = 'o'.repeat(55) + 'd'.repeat(8) + 'o'.repeat(33);
		expect(worstTimes(day(quarters), 'degraded', 'UTC')).toBe('13:45 to 15:45');
	});

	it('counts further times', () => {
		expect(worstTimes(day('pod'.repeat(2)), 'partial_outage', 'UTC')).toBe('00:00 to 00:15 and 1 more');
	});

	it('is silent where all was well', () => {
		expect(worstTimes(day('ooo'), 'operational', 'UTC')).toBe('');
		expect(worstTimes(day('ooo'), 'degraded', 'UTC')).toBe('');
	});
});
