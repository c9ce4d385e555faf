package tabular

import "encoding/binary"

// Eight characters of an ISO date or time, for pairs: its zeros, 6 for each digit, and the bits that must then be zero.
const (
	isoDateZeros, isoDateSixes, isoDateMask = 0x2d30302d30303030, 0x0006060006060606, 0xfff0f0fff0f0f0f0 // 0000-00-
	isoTimeZeros, isoTimeSixes, isoTimeMask = 0x30303a30303a3030, 0x0606000606000606, 0xf0f0fff0f0fff0f0 // 00:00:00
)

// parseISO reads 2026-11-02T08:14:00 and what may follow it: a fraction, and Z or an offset. A space may stand for the T.
// zoned is false where the result is a local time. It takes the form that machines write, and by far the most dates, in a
// few nanoseconds; every other form, ISO or not, is left to dateScan.
func parseISO(cell []byte) (ms int64, zoned, ok bool) {
	if len(cell) < len("2026-11-02T08:14:00") || (cell[10] != 'T' && cell[10] != ' ') {
		return 0, false, false
	}
	date, dateOK := pairs(cell, isoDateZeros, isoDateSixes, isoDateMask)
	time, timeOK := pairs(cell[11:], isoTimeZeros, isoTimeSixes, isoTimeMask)
	tens, ones := uint(cell[8]-'0'), uint(cell[9]-'0')
	if !dateOK || !timeOK || tens > 3 || ones > 9 {
		return 0, false, false
	}
	day, dayOK := dayOf(pair(date, 0)*100+pair(date, 2), pair(date, 5), tens*10+ones)
	c := clock{hour: pair(time, 0), minute: pair(time, 3), second: pair(time, 6)}
	rest := cell[19:]
	if len(rest) > 1 && (rest[0] == '.' || rest[0] == ',') && isDigit(rest[1]) {
		c.ms, rest = fraction(rest[1:])
	}
	sinceMidnight, clockOK := c.sinceMidnight()
	if !dayOK || !clockOK {
		return 0, false, false
	}
	ms = day*msDay + sinceMidnight
	if len(rest) == 0 {
		return ms, false, true
	}
	if len(rest) == 1 && rest[0] == 'Z' {
		return ms, true, true
	}
	offset, n := parseOffset(rest)
	return ms - offset, true, n == len(rest)
}

// pairs reads eight characters, digits where zeros has '0' and exactly the separators that it has else. Two digits in a
// row make a number; it is had by pair, from the place of the first of them.
func pairs(cell []byte, zeros, sixes, mask uint64) (numbers uint64, ok bool) {
	// Digits become 0 to 9 and separators 0. With 6 more, anything above 9 shows in the upper half of its byte.
	x := binary.LittleEndian.Uint64(cell) ^ zeros
	return x*10 + x>>8, (x|(x+sixes))&mask == 0
}

func pair(numbers uint64, at uint) uint { return uint(numbers >> (8 * at) & 0xff) }

// fraction reads the digits of a fraction of a second as milliseconds, and returns what follows them.
func fraction(digits []byte) (ms uint, rest []byte) {
	n, scale := 0, uint(100)
	for ; n < len(digits) && isDigit(digits[n]); n++ {
		ms += uint(digits[n]-'0') * scale
		scale /= 10
	}
	return ms, digits[n:]
}

// parseOffset reads an offset from UTC at the beginning of text: +02:00, +0200, +02 or +2, up to 14 hours. n is its
// length, 0 where there is none.
func parseOffset(text []byte) (ms int64, n int) {
	if len(text) < 2 || (text[0] != '+' && text[0] != '-') {
		return 0, 0
	}
	digits := func(from, most int) (value, count int) {
		for count < most && from+count < len(text) && isDigit(text[from+count]) {
			value = value*10 + int(text[from+count]-'0')
			count++
		}
		return value, count
	}
	hours, n := digits(1, 4)
	n++
	minutes := 0
	switch {
	case n == 5:
		hours, minutes = hours/100, hours%100
	case n != 2 && n != 3:
		return 0, 0
	case n < len(text) && text[n] == ':':
		var count int
		if minutes, count = digits(n+1, 2); count != 2 {
			return 0, 0
		}
		n += 3
	}
	if minutes > 59 || hours*60+minutes > 14*60 {
		return 0, 0
	}
	ms = int64(hours)*msHour + int64(minutes)*msMinute
	if text[0] == '-' {
		ms = -ms
	}
	return ms, n
}

func isDigit(c byte) bool { return c-'0' <= 9 }
