package store

import "isserviceup/backend/status"

// levelNumbers are the levels as the database has them. They must never change their places.
var levelNumbers = [...]status.Level{
	0: status.Unknown,
	1: status.Operational,
	2: status.UnderMaintenance,
	3: status.Degraded,
	4: status.PartialOutage,
	5: status.MajorOutage,
}

// number is the number of a level.
func number(level status.Level) int {
	for n, l := range levelNumbers {
		if l == level {
			return n
		}
	}
	return 0
}

// level is the level of a number; Unknown for one that is not known.
func level(number int) status.Level {
	if number < 0 || number >= len(levelNumbers) {
		return status.Unknown
	}
	return levelNumbers[number]
}
