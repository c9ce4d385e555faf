package tabular

import "bytes"

// dateScan reads dates as people and programs write them. A cell is a run of elements: three parts of a date, which are
// numbers or the name of a month, a time of day, a zone, and the name of a weekday. The parts are in their order; a time
// may stand before, between or behind them.
type dateScan struct {
	cell []byte
	pos  int

	parts [3]datePart
	count int
	gap   byte // what parts the next part from the one before

	clock         clock
	clockIs       clockState
	afternoon     bool
	sinceMidnight int64 // what the clock shows, in milliseconds, once all is read

	zoneIs zoneState
	offset int64 // from UTC in milliseconds
}

// datePart is a day, a month or a year.
type datePart struct {
	value  uint
	digits int  // 0: the name of a month
	gap    byte // what parts it from the part before
}

// clockState is what is known of the time of day.
type clockState uint8

const (
	noClock     clockState = iota
	bareHour               // 8, which am or pm must follow
	fullClock              // 8:14
	twelveHours            // 8:14 am
)

// zoneState is what is known of the zone.
type zoneState uint8

const (
	noZone   zoneState = iota
	utcWord            // UTC, which an offset may follow
	fullZone           // Z or an offset
)

// scan takes the cell apart. ok is false where something in it belongs to no date.
func (s *dateScan) scan() (ok bool) {
	s.gap = ' '
	for ok = true; ok && s.pos < len(s.cell); {
		switch c := s.cell[s.pos]; {
		case c == ' ':
			s.pos++
		case isDigit(c):
			ok = s.number()
		case isLetter(c):
			ok = s.word()
		case c == ',':
			s.gap = c
			s.pos++
		case c == '+' || c == '-':
			ok = s.zone()
		case c == '(':
			// The zone's name after its offset, as JavaScript writes it.
			ok = s.zoneIs == fullZone && s.cell[len(s.cell)-1] == ')'
			s.pos = len(s.cell)
		default:
			n := wideSpace(s.cell[s.pos:])
			s.pos += n
			ok = n > 0
		}
	}
	return ok && s.count == len(s.parts) && s.clockIs != bareHour
}

// wideSpace returns the length of a no-break space at the beginning of text; browsers write the narrow one before am and
// pm.
func wideSpace(text []byte) int {
	for _, space := range []string{"\u00a0", "\u202f"} {
		if bytes.HasPrefix(text, []byte(space)) {
			return len(space)
		}
	}
	return 0
}

// number reads digits: a part of the date, a time, or both in compact form.
func (s *dateScan) number() bool {
	begin, value := s.pos, uint(0)
	for s.pos < len(s.cell) && isDigit(s.cell[s.pos]) {
		value = value*10 + uint(s.cell[s.pos]-'0')
		s.pos++
	}
	digits := s.pos - begin
	switch {
	case digits > len("20261102081400"):
		return false
	case s.peek() == ':':
		return digits <= 2 && s.clockFrom(value)
	case s.count == len(s.parts):
		return s.compactClock(value, digits)
	case digits == len("20261102081400"):
		return s.compactDate(value/1e6) && s.compactClock(value%1e6, 6)
	case digits == len("20261102"):
		return s.compactDate(value)
	case digits > 2 && digits != 4:
		return false
	}
	s.ordinal()
	s.part(datePart{value: value, digits: digits})
	return true
}

// ordinal passes over the ending of 1st, 2nd, 3rd and 4th.
func (s *dateScan) ordinal() {
	if s.pos+2 > len(s.cell) || !isLetter(s.cell[s.pos]) {
		return
	}
	switch string(s.cell[s.pos : s.pos+2]) {
	case "st", "nd", "rd", "th":
		s.pos += 2
	}
}

// part takes a part of the date in, and the sign behind it that parts it from the next. There must be room for it.
func (s *dateScan) part(p datePart) {
	p.gap, s.gap = s.gap, ' '
	s.parts[s.count] = p
	s.count++
	if c := s.peek(); s.count < len(s.parts) && (c == '/' || c == '.' || c == '-') {
		s.gap = c
		s.pos++
	}
}

// compactDate reads 20261102.
func (s *dateScan) compactDate(value uint) bool {
	if s.count > 0 {
		return false
	}
	s.parts = [3]datePart{{value / 10000, 4, '-'}, {value / 100 % 100, 2, '-'}, {value % 100, 2, '-'}}
	s.count = len(s.parts)
	return true
}

// compactClock reads 081400 or 0814, or an hour that am or pm must follow.
func (s *dateScan) compactClock(value uint, digits int) bool {
	if s.clockIs != noClock {
		return false
	}
	s.clockIs = fullClock
	switch digits {
	case 1, 2:
		s.clock.hour, s.clockIs = value, bareHour
	case 4:
		s.clock = clock{hour: value / 100, minute: value % 100}
	case 6:
		s.clock = clock{hour: value / 10000, minute: value / 100 % 100, second: value % 100}
		s.clockFraction()
	default:
		return false
	}
	return true
}

// clockFrom reads what follows an hour: :14, :14:00 or :14:00.123.
func (s *dateScan) clockFrom(hour uint) bool {
	minute, ok := s.clockPart()
	if !ok || s.clockIs != noClock {
		return false
	}
	s.clock, s.clockIs = clock{hour: hour, minute: minute}, fullClock
	s.gap = ':'
	if s.peek() == ':' {
		if s.clock.second, ok = s.clockPart(); !ok {
			return false
		}
		s.clockFraction()
	}
	return true
}

// clockPart reads a colon and two digits.
func (s *dateScan) clockPart() (value uint, ok bool) {
	if len(s.cell)-s.pos < 3 || !isDigit(s.cell[s.pos+1]) || !isDigit(s.cell[s.pos+2]) {
		return 0, false
	}
	value = uint(s.cell[s.pos+1]-'0')*10 + uint(s.cell[s.pos+2]-'0')
	s.pos += 3
	return value, true
}

func (s *dateScan) clockFraction() {
	if c := s.peek(); (c == '.' || c == ',') && s.pos+1 < len(s.cell) && isDigit(s.cell[s.pos+1]) {
		var rest []byte
		s.clock.ms, rest = fraction(s.cell[s.pos+1:])
		s.pos = len(s.cell) - len(rest)
	}
}

// zone reads an offset from UTC.
func (s *dateScan) zone() bool {
	offset, n := parseOffset(s.cell[s.pos:])
	if n == 0 || s.zoneIs == fullZone || s.clockIs == noClock {
		return false
	}
	s.zoneIs, s.offset = fullZone, offset
	s.pos += n
	return true
}

// peek returns the next byte, 0 at the end.
func (s *dateScan) peek() byte {
	if s.pos < len(s.cell) {
		return s.cell[s.pos]
	}
	return 0
}

// date makes a date of what was read.
func (s *dateScan) date(d Dates) (Date, bool) {
	if s.clockIs == twelveHours {
		if s.clock.hour > 12 {
			return Date{}, false
		}
		s.clock.hour %= 12
		if s.afternoon {
			s.clock.hour += 12
		}
	}
	var ok bool
	if s.sinceMidnight, ok = s.clock.sinceMidnight(); !ok {
		return Date{}, false
	}
	one, two, three := s.parts[0], s.parts[1], s.parts[2]
	switch {
	case one.digits == 0:
		return s.fixed(d, three, one, two)
	case two.digits == 0 && one.digits == 4:
		return s.fixed(d, one, two, three)
	case two.digits == 0:
		return s.fixed(d, three, two, one)
	case two.gap != three.gap || two.gap == ',' || two.gap == ':':
		return Date{}, false
	case one.digits == 4:
		return s.fixed(d, one, two, three)
	}
	return s.open(d)
}

// fixed makes a date whose parts are known.
func (s *dateScan) fixed(d Dates, year, month, day datePart) (Date, bool) {
	ms, ok := s.instant(d, year, month, day)
	if !ok {
		return Date{}, false
	}
	return fixedDate(ms), true
}

// open makes a date of three numbers whose order is open.
func (s *dateScan) open(d Dates) (Date, bool) {
	one, two, three := s.parts[0], s.parts[1], s.parts[2]
	date := Date{yearLast: three.digits == 2 && two.gap != '-'}
	for o, p := range [3][3]datePart{YMD - 1: {one, two, three}, DMY - 1: {three, two, one}, MDY - 1: {three, one, two}} {
		if ms, ok := s.instant(d, p[0], p[1], p[2]); ok {
			date.at[o] = ms
			date.valid |= 1 << o
		}
	}
	// A year of four digits at the end leaves two orders.
	const dmy, mdy, all = 1 << (DMY - 1), 1 << (MDY - 1), 1<<MDY - 1
	same := date.at[DMY-1] == date.at[MDY-1]
	if same && (date.valid == dmy|mdy && three.digits == 4 || date.valid == all && date.at[YMD-1] == date.at[DMY-1]) {
		return fixedDate(date.at[DMY-1]), true
	}
	return date, date.valid != 0
}

// instant returns the instant that the parts and the time are, in milliseconds UTC.
func (s *dateScan) instant(d Dates, year, month, day datePart) (ms int64, ok bool) {
	if year.digits == 2 {
		year.value += 1900
		if year.value < 1969 {
			year.value += 100
		}
	} else if year.digits != 4 {
		return 0, false
	}
	if month.digits > 2 || day.digits == 0 || day.digits > 2 {
		return 0, false
	}
	number, ok := dayOf(year.value, month.value, day.value)
	if !ok {
		return 0, false
	}
	ms = number*msDay + s.sinceMidnight
	if s.zoneIs == noZone {
		return d.utc(ms), true
	}
	return ms - s.offset, true
}
