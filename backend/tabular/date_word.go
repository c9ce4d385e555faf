package tabular

import "strings"

var (
	monthNames = [...]string{"january", "february", "march", "april", "may", "june", "july", "august", "september",
		"october", "november", "december"}
	weekdayNames = [...]string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)

// word reads letters: the name of a month or weekday, am or pm, a zone, or a T between date and time.
func (s *dateScan) word() bool {
	var buffer [len("wednesday")]byte
	n, begin := 0, s.pos
	for ; s.pos < len(s.cell); s.pos++ {
		c := s.cell[s.pos]
		if c == '.' && n == 1 && s.pos == begin+1 && s.pos+1 < len(s.cell) && s.cell[s.pos+1]|0x20 == 'm' {
			continue // a.m.
		}
		if !isLetter(c) || n == len(buffer) {
			break
		}
		buffer[n] = c | 0x20
		n++
	}
	word := buffer[:n]
	switch string(word) {
	case "t":
		return s.count == len(s.parts) && s.clockIs == noClock && isDigit(s.peek())
	case "am", "pm":
		return s.halfDay(word[0] == 'p')
	case "z", "utc", "gmt", "ut":
		return s.universal(n == 1)
	case "at":
		return s.count == len(s.parts) && s.clockIs == noClock
	}
	return s.name(word)
}

// halfDay takes am or pm in.
func (s *dateScan) halfDay(afternoon bool) bool {
	if s.clockIs != bareHour && s.clockIs != fullClock || s.zoneIs != noZone {
		return false
	}
	s.clockIs, s.afternoon = twelveHours, afternoon
	if s.peek() == '.' {
		s.pos++
	}
	return true
}

// universal takes the word for UTC in, or its letter.
func (s *dateScan) universal(letter bool) bool {
	if s.zoneIs != noZone || s.clockIs == noClock {
		return false
	}
	s.zoneIs = utcWord
	if letter {
		s.zoneIs = fullZone
	}
	return true
}

// name takes the name of a month in, or passes over that of a weekday, which must come first.
func (s *dateScan) name(word []byte) bool {
	if month := nameIn(word, monthNames[:]); month > 0 {
		if s.count == len(s.parts) {
			return false
		}
		// The point of an abbreviation does not part it from what follows.
		if s.peek() == '.' {
			s.pos++
		}
		s.part(datePart{value: month})
		return true
	}
	first := s.count == 0 && s.clockIs == noClock
	if first && s.peek() == '.' {
		s.pos++
	}
	return first && nameIn(word, weekdayNames[:]) > 0
}

// nameIn returns the number from 1 of the name that word, in lower case, begins with three letters or more; 0 where there
// is none.
func nameIn(word []byte, names []string) uint {
	if len(word) < 3 {
		return 0
	}
	for i, name := range names {
		if word[0] == name[0] && strings.HasPrefix(name, string(word)) {
			return uint(i + 1)
		}
	}
	return 0
}

func isLetter(c byte) bool { return c|0x20-'a' < 26 }
