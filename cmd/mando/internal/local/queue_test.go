package local

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"cloud.google.com/go/pubsub/v2"

	"github.com/mandobot/mando/cmd/mando/internal/local/push"
)

// consumer is an endpoint for pushes that answers with what answer says.
type consumer struct {
	*httptest.Server
	mu     sync.Mutex
	bodies []string
	header http.Header // of the latest request
}

func newConsumer(t *testing.T, answer func(body string, number int) int) *consumer {
	t.Helper()
	c := &consumer{}
	c.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		c.mu.Lock()
		c.bodies, c.header = append(c.bodies, string(body)), r.Header.Clone()
		number := len(c.bodies)
		c.mu.Unlock()
		w.WriteHeader(answer(string(body), number))
	}))
	t.Cleanup(c.Close)
	return c
}

func (c *consumer) count() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.bodies)
}

// startTestQueue starts an embedded queue that pushes to the consumer and
// returns what reaches the dead-letter topic.
func startTestQueue(t *testing.T, c *consumer) (*queue, <-chan *pubsub.Message) {
	t.Helper()
	q, err := startEmbedded(t.Context(), push.Config{Backoff: push.Backoff{Min: time.Millisecond, Max: time.Millisecond}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(q.close)
	if err := q.relayTo(t.Context(), c.URL); err != nil {
		t.Fatal(err)
	}
	dead := make(chan *pubsub.Message, 10)
	q.watchDead(func(m *pubsub.Message) { dead <- m })
	return q, dead
}

func publish(t *testing.T, q *queue, data string) {
	t.Helper()
	publisher := q.client.Publisher(topicName)
	defer publisher.Stop()
	result := publisher.Publish(t.Context(), &pubsub.Message{Data: []byte(data), Attributes: map[string]string{"ce-id": "42"}})
	if _, err := result.Get(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("not after 30 s: %s", what)
		}
	}
}

func TestAPublishedMessageIsPushed(t *testing.T) {
	t.Parallel()
	c := newConsumer(t, func(string, int) int { return http.StatusNoContent })
	q, _ := startTestQueue(t, c)
	publish(t, q, "a job")
	eventually(t, "a push", func() bool { return c.count() == 1 })
	if c.bodies[0] != "a job" || c.header.Get("ce-id") != "42" || c.header.Get("x-goog-pubsub-subscription-name") != rendersName {
		t.Errorf("pushed %q with %v", c.bodies[0], c.header)
	}
}

func TestAMessageThatIsAlwaysRefusedIsForwardedOnce(t *testing.T) {
	t.Parallel()
	c := newConsumer(t, func(body string, _ int) int {
		if body == "poison" {
			return http.StatusInternalServerError
		}
		return http.StatusOK
	})
	q, dead := startTestQueue(t, c)
	publish(t, q, "poison")
	var letter *pubsub.Message
	select {
	case letter = <-dead:
	case <-time.After(30 * time.Second):
		t.Fatal("no dead letter")
	}
	if c.count() != 12 {
		t.Errorf("it was pushed %d times, want 12", c.count())
	}
	want := map[string]string{
		"ce-id": "42",
		"CloudPubSubDeadLetterSourceDeliveryCount":       "12",
		"CloudPubSubDeadLetterSourceSubscription":        "mando-renders",
		"CloudPubSubDeadLetterSourceSubscriptionProject": "mando-local",
	}
	for name, value := range want {
		if letter.Attributes[name] != value {
			t.Errorf("attribute %s = %q, want %q", name, letter.Attributes[name], value)
		}
	}
	if string(letter.Data) != "poison" {
		t.Errorf("data = %q", letter.Data)
	}
	// A good message proceeds, and by then a second forwarding would have come.
	publish(t, q, "good")
	eventually(t, "the good message", func() bool { return c.count() == 13 })
	select {
	case again := <-dead:
		t.Errorf("%q was forwarded again", again.Data)
	case <-time.After(50 * time.Millisecond):
	}
}

func TestDeadLettersWaitForAnOperator(t *testing.T) {
	t.Parallel()
	c := newConsumer(t, func(string, int) int { return http.StatusServiceUnavailable })
	q, dead := startTestQueue(t, c)
	publish(t, q, "poison")
	<-dead
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	var got []byte
	err := q.client.Subscriber(deadSubName).Receive(ctx, func(_ context.Context, m *pubsub.Message) {
		got = m.Data
		m.Ack()
		cancel()
	})
	if err != nil || string(got) != "poison" {
		t.Errorf("the subscription of the dead letters has %q, %v", got, err)
	}
}

func TestClosingTheQueueDoesNotWaitForASlowConsumer(t *testing.T) {
	t.Parallel()
	hang := make(chan struct{})
	c := newConsumer(t, func(string, int) int { <-hang; return http.StatusOK })
	defer close(hang)
	q, _ := startTestQueue(t, c)
	publish(t, q, "slow")
	eventually(t, "a push", func() bool { return c.count() == 1 })
	start := time.Now()
	q.close()
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("closing took %v", took)
	}
}
