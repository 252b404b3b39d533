package discordapi

import (
	"encoding/json"
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
// same millisecond by the lower 22 bits of n. Times before 2015 count as 2015.
func SnowflakeAt(t time.Time, n uint64) Snowflake {
	ms := max(t.UnixMilli()-discordEpoch, 0)
	return Snowflake(strconv.FormatUint(uint64(ms)<<22|n&(1<<22-1), 10))
}

// Time returns when the id was given, to the millisecond. It fails where the
// id is not a number of 64 bits.
func (s Snowflake) Time() (time.Time, error) {
	n, err := strconv.ParseUint(string(s), 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("reading the time of a snowflake: %w", err)
	}
	return time.UnixMilli(int64(n>>22) + discordEpoch), nil
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
