import { describe, expect, it } from 'vitest';
import { IssuesState } from './issues.svelte';

describe('IssuesState', () => {
	it('is open until it is closed by hand', () => {
		const issues = new IssuesState();
		expect(issues.isOpen(['zoom'])).toBe(true);
		issues.toggle(['zoom']);
		expect(issues.isOpen(['zoom'])).toBe(false);
		issues.toggle(['zoom']);
		expect(issues.isOpen(['zoom'])).toBe(true);
	});

	it('opens by itself when another service falls ill, not when one recovers', () => {
		const issues = new IssuesState();
		issues.toggle(['zoom', 'slack']);
		expect(issues.isOpen(['zoom'])).toBe(false);
		expect(issues.isOpen(['zoom', 'github'])).toBe(true);
	});

	it('counts a service that recovered as new when it fails again', () => {
		const issues = new IssuesState();
		issues.toggle(['zoom', 'slack']);
		issues.settle(['slack']);
		expect(issues.isOpen(['slack'])).toBe(false);
		expect(issues.isOpen(['slack', 'zoom'])).toBe(true);
	});
});
