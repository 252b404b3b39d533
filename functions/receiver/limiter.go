package receiver

import (
	"sync"
	"time"

	"github.com/mandobot/mando/internal/discordapi"
	"golang.org/x/time/rate"
)

// maxUsers bounds the users that a limiter remembers. An instance that meets
// more at once forgets those who have used nothing lately.
const maxUsers = 10_000

// limiter is a token bucket for each user. It knows only what this instance
// has seen: with n instances a user may get n times as much.
type limiter struct {
	every time.Duration // between two tokens; 0: no limit
	burst int

	mu    sync.Mutex
	users map[discordapi.Snowflake]*rate.Limiter
}

func newLimiter(perMinute, burst int) *limiter {
	l := &limiter{burst: burst, users: map[discordapi.Snowflake]*rate.Limiter{}}
	if perMinute > 0 {
		l.every = time.Minute / time.Duration(perMinute)
	}
	return l
}

// wait takes a token of the user's and returns 0, or returns how long until
// there is one.
func (l *limiter) wait(user discordapi.Snowflake, now time.Time) time.Duration {
	if l.every == 0 {
		return 0
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	bucket := l.users[user]
	if bucket == nil {
		l.forget(now)
		bucket = rate.NewLimiter(rate.Every(l.every), l.burst)
		l.users[user] = bucket
	}
	taken := bucket.ReserveN(now, 1)
	delay := taken.DelayFrom(now)
	if delay > 0 {
		taken.CancelAt(now)
	}
	return delay
}

// forget makes room for another user: it drops the full buckets, which say
// nothing, and where all are in use, all.
func (l *limiter) forget(now time.Time) {
	if len(l.users) < maxUsers {
		return
	}
	for user, bucket := range l.users {
		if bucket.TokensAt(now) >= float64(l.burst) {
			delete(l.users, user)
		}
	}
	if len(l.users) >= maxUsers {
		clear(l.users)
	}
}
