package push

import "time"

// Backoff bounds the wait between two attempts: Min after the first refusal,
// twice as long after each further one, never more than Max.
type Backoff struct {
	Min, Max time.Duration
}

// after returns how long to wait after the given number of refusals.
func (b Backoff) after(refusals int) time.Duration {
	wait := b.Min
	for range refusals - 1 {
		if wait >= b.Max {
			break
		}
		wait *= 2
	}
	return min(wait, b.Max)
}
