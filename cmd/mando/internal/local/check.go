package local

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/mandobot/mando/internal/discordapi"
)

// check asks the receiver what Discord asks before it takes an endpoint: a wrong
// signature must be refused with 401, a ping answered with a pong.
func (s *Stack) check(ctx context.Context) error {
	body, err := s.discord.Ping().Body()
	if err != nil {
		return fmt.Errorf("checking the stack: %w", err)
	}
	header := s.discord.Sign(append(body, ' '), time.Now()) // signs another body than it sends
	forged, err := s.discord.Post(ctx, s.Endpoint(), body, header)
	if err != nil {
		return fmt.Errorf("checking the stack: %w", err)
	}
	if forged.Status != http.StatusUnauthorized {
		return fmt.Errorf("checking the stack: a wrong signature was answered with %d, it must be 401: mend the receiver's verification", forged.Status)
	}
	pong, err := s.discord.Send(ctx, s.Endpoint(), s.discord.Ping())
	if err != nil {
		return fmt.Errorf("checking the stack: sending a signed ping: %w: see the receiver's lines above", err)
	}
	if pong.Response == nil || pong.Response.Type != discordapi.ResponsePong {
		return fmt.Errorf("checking the stack: a ping was answered with %s, not with a pong: mend the receiver", pong.Body)
	}
	return nil
}
