import { describe, expect, it } from 'vitest';
import { dayAt, dayHeight, drawStrip, pitches, stripSentence } from './strip';
import { aDay } from './testing';

const draw = (...days: Parameters<typeof drawStrip>[0]) => drawStrip(days, pitches.wide);

describe('drawStrip', () => {
	it('gives a healthy day ten pixels on the common baseline', () => {
		expect(draw(aDay('operational'))).toEqual({
			width: 5,
			operational: 'M0 10h5v10h-5z',
			maintenance: '',
			degraded: '',
			outage: '',
			unreadable: '',
			unobserved: '',
		});
	});

	it('makes a day higher the worse it was', () => {
		const heights = (['operational', 'degraded', 'partial_outage', 'major_outage'] as const).map((l) =>
			dayHeight(aDay(l)),
		);
		expect(heights).toEqual([10, 14, 17, 20]);
	});

	it('tells partial from major by a notch, not by colour', () => {
		expect(draw(aDay('partial_outage')).outage).toBe('M0 3h5v5h-5zM0 9h5v11h-5z');
		expect(draw(aDay('major_outage')).outage).toBe('M0 0h5v20h-5z');
	});

	it('hatches what nobody observed, whatever the worst level would be', () => {
		const strip = draw(aDay('operational', { observed: 0, notRunning: 96 }));
		expect(strip.unobserved).toBe('M0 10h5v10h-5z');
		expect(strip.operational).toBe('');
	});

	it('shows the shares of a day from the bottom: observed, unreadable, not observed', () => {
		const strip = draw(aDay('operational', { observed: 48, unreadable: 24, notRunning: 24 }));
		expect(strip.operational).toBe('M0 15h5v5h-5z');
		expect(strip.unreadable).toBe('M0.5 11.5h4v3h-4z');
		expect(strip.unobserved).toBe('M0 10h5v1h-5z');
	});

	it('never hides the little that was observed', () => {
		expect(draw(aDay('degraded', { observed: 1, notRunning: 95 })).degraded).toBe('M0 19h5v1h-5z');
	});

	it('never draws more than the day is high', () => {
		const strip = draw(aDay('operational', { observed: 1, unreadable: 95 }));
		expect(strip.operational).toBe('M0 19h5v1h-5z');
		expect(strip.unreadable).toBe('M0.5 10.5h4v8h-4z');
		expect(strip.unobserved).toBe('');
	});

	it('draws a day that has not begun as nothing known', () => {
		expect(draw(aDay('operational', { observed: 0 })).unobserved).toBe('M0 10h5v10h-5z');
	});

	it('is as wide as the drawing says', () => {
		const days = Array.from({ length: 30 }, () => aDay('operational'));
		expect(drawStrip(days, pitches.wide).width).toBe(208);
		expect(drawStrip(days, pitches.narrow).width).toBe(149);
		expect(drawStrip([], pitches.wide).width).toBe(0);
	});
});

describe('dayAt', () => {
	it('finds the day under a point, gaps included', () => {
		expect([0, 6.9, 7, 207, 999, -3].map((x) => dayAt(x, 30, pitches.wide))).toEqual([0, 0, 1, 29, 29, 0]);
		expect(dayAt(0, 0, pitches.wide)).toBe(-1);
	});
});

describe('stripSentence', () => {
	it('says in words what is drawn', () => {
		const days = [aDay('degraded'), aDay('operational'), aDay('degraded'), aDay('major_outage')];
		expect(stripSentence(days)).toBe('Last 4 days: 1 major outage, 2 degraded');
		expect(stripSentence([aDay('operational')])).toBe('Last day: no trouble observed');
	});
});
