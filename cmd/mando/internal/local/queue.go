package local

import (
	"context"
	"fmt"
	"sync"
	"time"

	"cloud.google.com/go/pubsub/v2"
	"cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/api/option"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"

	"github.com/mandobot/mando/cmd/mando/internal/local/push"
)

// The names of the local project, as the Terraform gives them in the cloud.
const (
	project   = "mando-local"
	topicID   = "mando-renders"
	deadID    = "mando-renders-dead"
	watcherID = "mando-dev-dead" // this stack's own view of the dead letters

	topicName   = "projects/" + project + "/topics/" + topicID
	deadName    = "projects/" + project + "/topics/" + deadID
	rendersName = "projects/" + project + "/subscriptions/" + topicID
	deadSubName = "projects/" + project + "/subscriptions/" + deadID
	watcherName = "projects/" + project + "/subscriptions/" + watcherID
)

// queue is the Pub/Sub of the stack: a server, whichever it is, and what the
// stack does with it.
type queue struct {
	host    string // host:port, what PUBSUB_EMULATOR_HOST is set to
	client  *pubsub.Client
	deliver push.Config // how messages are pushed
	leave   []string    // subscriptions to delete at the end, where the server lives on
	stop    func()      // ends the server

	background context.Context // ends with close
	cancel     context.CancelFunc
	running    sync.WaitGroup
	closed     sync.Once
}

// newQueue connects to the server at host and creates the topics.
func newQueue(ctx context.Context, host string, deliver push.Config, stop func()) (*queue, error) {
	conn, err := grpc.NewClient(host, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		stop()
		return nil, fmt.Errorf("connecting to Pub/Sub at %s: %w", host, err)
	}
	client, err := pubsub.NewClient(ctx, project, option.WithGRPCConn(conn))
	if err != nil {
		conn.Close()
		stop()
		return nil, fmt.Errorf("connecting to Pub/Sub at %s: %w", host, err)
	}
	q := &queue{host: host, client: client, deliver: deliver, stop: stop}
	q.background, q.cancel = context.WithCancel(context.Background())
	if err := q.createTopics(ctx); err != nil {
		q.close()
		return nil, fmt.Errorf("setting up Pub/Sub at %s: %w", host, err)
	}
	return q, nil
}

// createTopics creates the topic of the jobs and that of the dead letters, with
// the subscription that keeps these for an operator.
func (q *queue) createTopics(ctx context.Context) error {
	for _, name := range []string{topicName, deadName} {
		_, err := q.client.TopicAdminClient.CreateTopic(ctx, &pubsubpb.Topic{Name: name})
		if err != nil && status.Code(err) != codes.AlreadyExists {
			return err
		}
	}
	for _, name := range []string{deadSubName, watcherName} {
		if err := q.subscribe(ctx, &pubsubpb.Subscription{Name: name, Topic: deadName, AckDeadlineSeconds: 60}); err != nil {
			return err
		}
	}
	return nil
}

// subscribe creates a subscription in place of what an earlier stack left under
// its name in a server that goes on living.
func (q *queue) subscribe(ctx context.Context, s *pubsubpb.Subscription) error {
	admin := q.client.SubscriptionAdminClient
	_, err := admin.CreateSubscription(ctx, s)
	if status.Code(err) != codes.AlreadyExists {
		return err
	}
	if err := admin.DeleteSubscription(ctx, &pubsubpb.DeleteSubscriptionRequest{Subscription: s.Name}); err != nil {
		return err
	}
	_, err = admin.CreateSubscription(ctx, s)
	return err
}

// watchDead calls report for each message that reaches the dead-letter topic.
func (q *queue) watchDead(report func(*pubsub.Message)) {
	q.running.Go(func() {
		q.receive(watcherName, func(_ context.Context, m *pubsub.Message) {
			report(m)
			m.Ack()
		})
	})
}

// receive calls f for each message of a subscription until the queue is closed.
func (q *queue) receive(subscription string, f func(context.Context, *pubsub.Message)) {
	subscriber := q.client.Subscriber(subscription)
	subscriber.ReceiveSettings.MaxOutstandingMessages = -1
	subscriber.ReceiveSettings.MaxOutstandingBytes = -1
	for q.background.Err() == nil {
		// Before the end it returns only if the server is gone, as an emulator
		// may be that somebody else restarts.
		if err := subscriber.Receive(q.background, f); err != nil {
			select {
			case <-q.background.Done():
			case <-time.After(time.Second):
			}
		}
	}
}

// close ends the deliveries and then the server.
func (q *queue) close() {
	q.closed.Do(func() {
		q.cancel()
		q.running.Wait()
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		for _, name := range q.leave {
			_ = q.client.SubscriptionAdminClient.DeleteSubscription(ctx, &pubsubpb.DeleteSubscriptionRequest{Subscription: name})
		}
		_ = q.client.Close() // tells only that its one connection was closed twice
		q.stop()
	})
}
