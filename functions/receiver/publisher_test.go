package receiver

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net"
	"testing"
	"time"

	"cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"cloud.google.com/go/pubsub/v2/pstest"
	"google.golang.org/grpc/codes"

	"github.com/mandobot/mando/internal/discordapi/discordtest"
	"github.com/mandobot/mando/internal/job"
)

// slowly is a reactor that holds a call up.
type slowly time.Duration

func (s slowly) React(any) (bool, any, error) {
	time.Sleep(time.Duration(s))
	return false, nil, nil
}

// newTestTopic connects to a Pub/Sub in this process that has the topic.
func newTestTopic(t *testing.T, name string, options ...pstest.ServerReactorOption) (*pstest.Server, *topic) {
	t.Helper()
	server := pstest.NewServer(options...)
	t.Cleanup(func() { _ = server.Close() })
	if _, err := server.GServer.CreateTopic(t.Context(), &pubsubpb.Topic{Name: "projects/p/topics/renders"}); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PUBSUB_EMULATOR_HOST", server.Addr)
	topic, err := newTopic(t.Context(), Config{Project: "p", Topic: name, MaxPublishing: 10}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return server, topic
}

// aJob is what the receiver makes of a command.
func aJob(t *testing.T) job.Job {
	t.Helper()
	b := newBench(t, nil)
	b.send(b.discord.Command(discordtest.Invocation{}, "mando"))
	return b.queue.published()[0]
}

func TestAPublishedJobIsInTheQueueAsACloudEvent(t *testing.T) {
	j := aJob(t)
	server, topic := newTestTopic(t, "renders")
	if err := topic.Publish(t.Context(), j); err != nil {
		t.Fatal(err)
	}
	messages := server.Messages()
	if len(messages) != 1 {
		t.Fatalf("%d messages", len(messages))
	}
	if got := messages[0].Attributes["ce-id"]; got != string(j.InteractionID) {
		t.Errorf("ce-id is %q", got)
	}
	if got, err := job.Decode(messages[0].Data); err != nil || got.InteractionID != j.InteractionID {
		t.Errorf("decoded %v, %v", got, err)
	}
}

func TestATopicThatMayNotBePublishedToFailsAtOnce(t *testing.T) {
	j := aJob(t)
	for name, connect := range map[string]func() *topic{
		"missing": func() *topic { _, topic := newTestTopic(t, "other"); return topic },
		"forbidden": func() *topic {
			_, topic := newTestTopic(t, "renders", pstest.WithErrorInjection("Publish", codes.PermissionDenied, "no"))
			return topic
		},
	} {
		if err := connect().Publish(t.Context(), j); !errors.Is(err, errMisconfigured) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestAQueueThatIsAwayIsGivenUpInTime(t *testing.T) {
	j := aJob(t)
	for _, code := range []codes.Code{codes.Unavailable, codes.ResourceExhausted} {
		_, topic := newTestTopic(t, "renders", pstest.WithErrorInjection("Publish", code, "later"))
		ctx, cancel := context.WithTimeout(t.Context(), answerWithin)
		if err := topic.Publish(ctx, j); err == nil || errors.Is(err, errMisconfigured) {
			t.Errorf("%v: got %v", code, err)
		}
		if ctx.Err() != nil {
			t.Errorf("%v: no answer within %v", code, answerWithin)
		}
		cancel()
	}
}

// A publish that was given up may have arrived: the user is asked to try again
// and gets the picture all the same.
func TestAPublishGivenUpMayArrive(t *testing.T) {
	j := aJob(t)
	server, topic := newTestTopic(t, "renders",
		pstest.ServerReactorOption{FuncName: "Publish", Reactor: slowly(publishTimeout + 200*time.Millisecond)})
	if err := topic.Publish(t.Context(), j); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	for deadline := time.Now().Add(10 * time.Second); len(server.Messages()) == 0; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the message never arrived")
		}
	}
}

func TestAStartWithoutAQueueSaysSoAndGoesOn(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := listener.Addr().String()
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PUBSUB_EMULATOR_HOST", nobody)
	var log bytes.Buffer
	c := Config{Project: "p", Topic: "renders", MaxPublishing: 1}
	if _, err := newTopic(t.Context(), c, slog.New(slog.NewTextHandler(&log, nil))); err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(log.Bytes(), []byte("queue not reached")) {
		t.Errorf("logged %q", &log)
	}
}
