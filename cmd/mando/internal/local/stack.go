// Package local is the whole of mando on one machine: the two functions as real
// processes, a Pub/Sub and a bucket, and a strict fake of Discord, behind one
// address. It needs Go and nothing else.
//
//	stack, err := local.Start(ctx, local.Config{Output: os.Stderr})
//	if err != nil { ... }
//	defer stack.Close(ctx)
//	in := stack.Discord().Command(discordtest.Invocation{}, "mando")
//	_, err = stack.Discord().Send(ctx, stack.Endpoint(), in)
//	message, err := stack.Discord().Wait(ctx, in.ID())
//
// What is real: the functions, built from this repository and configured by
// their environment as in the cloud; the signatures, made with a key of this
// stack; the protocols of Pub/Sub, Cloud Storage and Discord's API. What is
// not: no identity is checked between the parts, the bucket is lost at the end,
// and the one renderer is not scaled.
//
// Everything listens on the loopback interface. Nothing is kept: a stack that is
// started again is empty.
package local

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"cloud.google.com/go/pubsub/v2"
	"golang.org/x/sync/errgroup"

	"github.com/mandobot/mando/cmd/mando/internal/local/process"
	"github.com/mandobot/mando/cmd/mando/internal/local/push"
	"github.com/mandobot/mando/internal/discordapi/discordtest"
)

// PubSub says which server is the stack's Pub/Sub.
type PubSub string

const (
	// Embedded is pstest in this process with a push relay.
	Embedded PubSub = "embedded"
	// Emulator is Google's emulator.
	Emulator PubSub = "emulator"
)

// Config says how to start a stack. The zero value works inside the repository.
type Config struct {
	Addr     string      // of the front, default a free port of 127.0.0.1
	PubSub   PubSub      // default Embedded
	Emulator string      // host:port of an emulator that runs already, default one is started through gcloud
	Root     string      // of the repository, default found from the working folder
	Binaries *Binaries   // the functions, default built into bin/ of the repository
	Env      []string    // more of the functions' environment; it wins over the stack's
	Delivery push.Config // how jobs are pushed; Endpoint, Subscription and Observe are the stack's
	Output   io.Writer   // takes a line for all that happens, default nowhere
	Program  string      // how this program is called, for hints; default mando
}

// Stack is a running stack. It is safe for concurrent use.
type Stack struct {
	program  string
	console  *console
	discord  *discordtest.Discord
	bucket   *bucket
	queue    *queue
	receiver *function
	renderer *function
	front    *front
	failed   chan error

	closed sync.Once
}

// Start starts a stack and checks it. The context bounds the start only.
func Start(ctx context.Context, config Config) (*Stack, error) {
	s := &Stack{
		program: cmp.Or(config.Program, "mando"),
		console: newConsole(config.Output),
		failed:  make(chan error, 2),
	}
	if err := s.start(ctx, config); err != nil {
		now, cancel := context.WithCancel(context.Background())
		cancel()
		s.Close(now)
		return nil, err
	}
	return s, nil
}

func (s *Stack) start(ctx context.Context, config Config) (err error) {
	if s.front, err = listen(ctx, config.Addr); err != nil {
		return err
	}
	s.discord = discordtest.New(discordtest.Config{URL: s.URL(), OnCall: s.showCall})
	if s.bucket, err = startBucket(); err != nil {
		return err
	}
	var binaries Binaries
	group, groupCtx := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		binaries, err = config.binaries(groupCtx)
		return err
	})
	group.Go(func() error { return s.startQueue(groupCtx, config) })
	if err := group.Wait(); err != nil {
		return err
	}
	if err := s.startFunctions(ctx, binaries, config.Env); err != nil {
		return err
	}
	s.front.serve(s.routes())
	if err := s.connect(ctx, config.PubSub); err != nil {
		return err
	}
	return s.check(ctx)
}

func (s *Stack) startQueue(ctx context.Context, config Config) (err error) {
	deliver := config.Delivery.WithDefaults()
	deliver.Observe = s.showAttempt
	switch {
	case config.PubSub == Emulator && config.Emulator != "":
		s.queue, err = borrowEmulator(ctx, config.Emulator, deliver)
	case config.PubSub == Emulator:
		s.queue, err = startEmulator(ctx, deliver)
	case config.PubSub == Embedded || config.PubSub == "":
		s.queue, err = startEmbedded(ctx, deliver)
	default:
		err = fmt.Errorf("there is no Pub/Sub %q: choose %s or %s", config.PubSub, Embedded, Emulator)
	}
	return err
}

// binaries returns the functions, which it builds where they are not given.
func (c Config) binaries(ctx context.Context) (Binaries, error) {
	if c.Binaries != nil {
		return *c.Binaries, nil
	}
	root := c.Root
	if root == "" {
		folder, err := os.Getwd()
		if err != nil {
			return Binaries{}, fmt.Errorf("finding the repository: %w", err)
		}
		if root, err = FindRoot(folder); err != nil {
			return Binaries{}, err
		}
	}
	return Build(ctx, root, filepath.Join(root, "bin"))
}

// connect lets the jobs flow from the topic to the renderer.
func (s *Stack) connect(ctx context.Context, kind PubSub) error {
	subscribe, endpoint := s.queue.relayTo, s.renderer.url()
	if kind == Emulator {
		subscribe, endpoint = s.queue.pushTo, s.URL()+pushPath
	}
	if err := subscribe(ctx, endpoint); err != nil {
		return fmt.Errorf("subscribing the renderer: %w", err)
	}
	s.queue.watchDead(func(m *pubsub.Message) {
		s.console.printf("pubsub", "ERROR dead letter: job %s was given up after %s attempts",
			m.Attributes["ce-id"], m.Attributes["CloudPubSubDeadLetterSourceDeliveryCount"])
	})
	return nil
}

// Close stops everything. The functions may finish what they are at for a
// second; then their deliveries are cut off, which makes them give up. They are
// killed 10 s after that, or as soon as ctx is done.
func (s *Stack) Close(ctx context.Context) {
	s.closed.Do(func() {
		stopped := make(chan struct{})
		go func() {
			defer close(stopped)
			s.stopFunctions(ctx)
		}()
		select {
		case <-stopped:
		case <-time.After(time.Second):
		}
		if s.queue != nil {
			s.queue.close()
		}
		<-stopped
		if s.bucket != nil {
			s.bucket.close()
		}
		if s.discord != nil {
			s.discord.Close()
		}
		if s.front != nil {
			s.front.close()
		}
	})
}

// Failed receives why the stack cannot go on: a function that keeps crashing.
func (s *Stack) Failed() <-chan error { return s.failed }

// Discord returns the stack's Discord.
func (s *Stack) Discord() *discordtest.Discord { return s.discord }

// URL returns the address of the front, such as http://127.0.0.1:8620.
func (s *Stack) URL() string { return s.front.url }

// Endpoint returns the URL that takes interactions.
func (s *Stack) Endpoint() string { return s.URL() + "/interactions" }

// Receiver returns the process of the receiver.
func (s *Stack) Receiver() *process.Process { return s.receiver.process }

// Renderer returns the process of the renderer.
func (s *Stack) Renderer() *process.Process { return s.renderer.process }

// Env returns the addresses of the stack as environment variables, and the
// credentials of its Discord's application, which are good for nothing else.
func (s *Stack) Env() []string {
	return append(
		s.shared(),
		"MANDO_URL="+s.URL(),
		"MANDO_ENDPOINT="+s.Endpoint(),
		"DISCORD_API_URL="+s.discordURL(),
		"DISCORD_PUBLIC_KEY="+s.discord.PublicKey(),
		"DISCORD_APPLICATION_ID="+string(s.discord.ApplicationID()),
		"DISCORD_CLIENT_SECRET="+s.discord.ClientSecret().Reveal(),
		"DISCORD_BOT_TOKEN="+s.discord.BotToken().Reveal(),
		"RENDER_TOPIC="+topicID,
		"PICTURE_BUCKET="+bucketName,
	)
}

func (s *Stack) discordURL() string { return s.URL() + "/api/v10" }

// showCall shows a call of Discord's API that did not succeed.
func (s *Stack) showCall(c discordtest.Call) {
	switch {
	case c.Fault != "":
		s.console.printf("discord", "%s %s: fault on purpose: %s", c.Method, c.Route, c.Fault)
	case c.Problem != "":
		s.console.printf("discord", "%s %s: %d/%d %s", c.Method, c.Route, c.Status, c.Code, c.Problem)
	}
}

// showAttempt shows a push that was refused or made on purpose.
func (s *Stack) showAttempt(a push.Attempt) {
	switch {
	case a.Duplicate:
		s.console.printf("pubsub", "job %s delivered twice on purpose", a.EventID)
	case a.Err != nil:
		s.console.printf("pubsub", "WARNING job %s, attempt %d: %v", a.EventID, a.Number, a.Err)
	case !a.Acknowledged():
		s.console.printf("pubsub", "job %s, attempt %d: refused with %d, it will come again", a.EventID, a.Number, a.Status)
	}
}
