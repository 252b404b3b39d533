package discordapi

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"
)

// discordEpoch is the first millisecond of 2015, from which snowflakes count.
const discordEpoch = 1420070400000

// Snowflake is an id of Discord: an unsigned 64-bit number in decimal, whose
// upper 42 bits are the milliseconds since 2015 at which it was given. It
// travels as a string.
type Snowflake string

// SnowflakeAt returns an id that was given at t, told apart from others of the
// same millisecond by the lower 22 bits of n. A time before 2015, which
// Discord's ids never have but testing/synctest's clock does, wraps around and
// reads back as it was.
func SnowflakeAt(t time.Time, n uint64) Snowflake {
	ms := t.UnixMilli() - discordEpoch
	return Snowflake(strconv.FormatUint(uint64(ms<<22)|n&(1<<22-1), 10))
}

// Time returns when the id was given, to the millisecond, until the year 2084.
// It fails where the id is not a number of 64 bits.
func (s Snowflake) Time() (time.Time, error) {
	n, err := strconv.ParseUint(string(s), 10, 64)
	if err != nil {
		return time.Time{}, errors.New("reading the time of a snowflake: it is not a number of 64 bits")
	}
	return time.UnixMilli(int64(n)>>22 + discordEpoch), nil
}

// UnmarshalJSON reads a string, a number (components have small integers for
// ids where commands have snowflakes) or null, which leaves the id as it is.
func (s *Snowflake) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '"' {
		return json.Unmarshal(data, (*string)(s))
	}
	var n *uint64
	if err := json.Unmarshal(data, &n); err != nil {
		return fmt.Errorf("reading an id: %w", err)
	}
	if n != nil {
		*s = Snowflake(strconv.FormatUint(*n, 10))
	}
	return nil
}
