package check

type memory struct{}
