import { describe, expect, it } from 'vitest';
import { NOTIFY_FROM, megabytes, readNumber, readProbes, readZone, settingName, settingSentence } from './settings';

describe('readNumber', () => {
	it.each([
		['64', 64, ''],
		[' 10 ', 10, ''],
		['9', 9, '9 is not between 10 and 512.'],
		['513', 513, '513 is not between 10 and 512.'],
		['1.5', NaN, 'A whole number is needed.'],
		['', NaN, 'A whole number is needed.'],
		['many', NaN, 'A whole number is needed.'],
	])('%s', (typed, value, wrong) => {
		expect(readNumber('concurrency', typed)).toEqual({ value, wrong });
	});
});

describe('readProbes', () => {
	it('takes an address a line, or commas', () => {
		expect(readProbes('one.one.one.one:443\ndns.google:443, [::1]:53')).toEqual({
			value: ['one.one.one.one:443', 'dns.google:443', '[::1]:53'],
			wrong: '',
		});
	});

	it.each([
		['', 'At least one address is needed.'],
		['dns.google', '“dns.google” is not of the form host:port.'],
		['dns.google:0', '“dns.google:0” is not of the form host:port.'],
		['dns.google:70000', '“dns.google:70000” is not of the form host:port.'],
		[':443', '“:443” is not of the form host:port.'],
		['::1:443', '“::1:443” is not of the form host:port.'],
		['a:1 '.repeat(17), 'At most 16 addresses are tried.'],
	])('%s', (typed, wrong) => {
		expect(readProbes(typed).wrong).toBe(wrong);
	});
});

describe('readZone', () => {
	it.each([
		['local', ''],
		['UTC', ''],
		['Europe/Berlin', ''],
		['Mars/Base', 'There is no time zone “Mars/Base”.'],
		['', 'There is no time zone “”.'],
	])('%s', (typed, wrong) => {
		expect(readZone(typed).wrong).toBe(wrong);
	});
});

describe('settingSentence', () => {
	it('says a change in the words of the page', () => {
		expect(settingSentence('compact', true)).toBe('Compact rows: on');
		expect(settingSentence('notifyRecovery', false)).toBe('Also when it recovers: off');
		expect(settingSentence('notifyFrom', 'major_outage')).toBe('Notify from: Major outage only');
		expect(settingSentence('notifyFrom', 'unknown')).toBe('Notify from: unknown');
		expect(settingSentence('retentionDays', 30)).toBe('Keep the past for: 30 days');
		expect(settingSentence('concurrency', 30)).toBe('Services at once: 30');
		expect(settingSentence('probeAddresses', ['a:1', 'b:2'])).toBe(
			'Addresses that tell whether you are online: a:1, b:2',
		);
		expect(settingSentence('zone', 'local')).toBe('Time zone: the computer’s');
		expect(settingSentence('zone', 'UTC')).toBe('Time zone: UTC');
		expect(settingName('zone')).toBe('Time zone');
	});

	it('writes a size', () => expect(megabytes(4_218_880)).toBe('4.2 MB'));

	it('offers the levels from which one can be told', () => {
		expect(NOTIFY_FROM.map((choice) => choice.value)).toEqual(['degraded', 'partial_outage', 'major_outage']);
	});
});
