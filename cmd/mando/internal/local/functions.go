package local

import (
	"context"
	"fmt"
	"net"
	"os"
	"strings"
	"sync"

	"github.com/mandobot/mando/cmd/mando/internal/local/process"
)

// function is one of the two functions as a process.
type function struct {
	name    string
	host    string // host:port where it listens, the same after a crash
	process *process.Process
}

func (f *function) url() string { return "http://" + f.host + "/" }

// startFunctions starts both functions with the environment of design's
// configuration, and on top of it more.
func (s *Stack) startFunctions(ctx context.Context, b Binaries, more []string) (err error) {
	s.receiver, err = s.startFunction(ctx, "receiver", b.Receiver, append([]string{
		"DISCORD_PUBLIC_KEY=" + s.discord.PublicKey(),
		"RENDER_TOPIC=" + topicID,
	}, more...))
	if err != nil {
		return err
	}
	s.renderer, err = s.startFunction(ctx, "renderer", b.Renderer, append([]string{
		"PICTURE_BUCKET=" + bucketName,
		"PICTURE_BASE_URL=" + s.URL() + "/bucket",
		"DISCORD_API_URL=" + s.discordURL(),
	}, more...))
	return err
}

// stopFunctions stops those that were started.
func (s *Stack) stopFunctions(ctx context.Context) {
	var stops sync.WaitGroup
	for _, f := range []*function{s.receiver, s.renderer} {
		if f != nil {
			stops.Go(func() { f.process.Stop(ctx) })
		}
	}
	stops.Wait()
}

// shared is the environment that both functions need.
func (s *Stack) shared() []string {
	return []string{
		"GOOGLE_CLOUD_PROJECT=" + project,
		"PUBSUB_EMULATOR_HOST=" + s.queue.host,
		"STORAGE_EMULATOR_HOST=" + s.bucket.host,
	}
}

func (s *Stack) startFunction(ctx context.Context, name, path string, env []string) (*function, error) {
	f := &function{name: name}
	env = append(append(ownEnv(), s.shared()...), env...)
	var err error
	f.host, err = onFreePort(func(host string) error {
		ip, port, _ := net.SplitHostPort(host)
		f.process, err = process.Start(ctx, process.Config{
			Name:    "the " + name,
			Args:    []string{path},
			Env:     append(env, "HOST="+ip, "PORT="+port),
			Address: host,
			Output:  s.console.writer(name),
			Crashed: func(err error) {
				s.console.printf(name, "ERROR it crashed and is started again: %v", err)
			},
		})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("%w: mend that and try again", err)
	}
	go func() {
		<-f.process.Done()
		if err := f.process.Err(); err != nil {
			s.failed <- fmt.Errorf("%w: mend it and start the stack again", err)
		}
	}()
	return f, nil
}

// ownEnv is the environment of this program without what would make a function
// start as in the cloud.
func ownEnv() []string {
	var env []string
	for _, entry := range os.Environ() {
		if name, _, _ := strings.Cut(entry, "="); name != "FUNCTION_TARGET" {
			env = append(env, entry)
		}
	}
	return env
}
