package local

import (
	"context"
	"errors"
	"maps"
	"strconv"
	"time"

	"cloud.google.com/go/pubsub/v2"
	"cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"cloud.google.com/go/pubsub/v2/pstest"

	"github.com/mandobot/mando/cmd/mando/internal/local/push"
)

// startEmbedded starts a Pub/Sub inside this process.
func startEmbedded(ctx context.Context, deliver push.Config) (*queue, error) {
	server := pstest.NewServerWithAddress("127.0.0.1:0")
	return newQueue(ctx, server.Addr, deliver, func() { _ = server.Close() })
}

// relayTo delivers the jobs to the endpoint, as a push subscription would.
//
// The lease of a message is held over all its attempts, and the attempts are
// counted here: pstest forgets a message that nobody holds 10 minutes after it
// was published, forwards one dead letter again and again, and knows nothing of
// the time between attempts.
func (q *queue) relayTo(ctx context.Context, endpoint string) error {
	err := q.subscribe(ctx, &pubsubpb.Subscription{Name: rendersName, Topic: topicName, AckDeadlineSeconds: 60})
	if err != nil {
		return err
	}
	config := q.deliver
	config.Endpoint, config.Subscription = endpoint, rendersName
	relay := push.New(config)
	dead := q.client.Publisher(deadName)
	q.running.Go(func() {
		q.receive(rendersName, func(ctx context.Context, m *pubsub.Message) {
			err := relay.Deliver(ctx, push.Message{ID: m.ID, Attributes: m.Attributes, Data: m.Data, PublishTime: m.PublishTime})
			if errors.Is(err, push.ErrExhausted) {
				_, err = dead.Publish(ctx, deadLetter(m, relay.MaxAttempts())).Get(ctx)
			}
			if err != nil {
				m.Nack()
				return
			}
			m.Ack()
		})
		dead.Stop()
		relay.Close()
	})
	return nil
}

// deadLetter returns the message with the attributes that Pub/Sub adds when it
// forwards one.
func deadLetter(m *pubsub.Message, deliveries int) *pubsub.Message {
	attributes := maps.Clone(m.Attributes)
	if attributes == nil {
		attributes = map[string]string{}
	}
	attributes["CloudPubSubDeadLetterSourceDeliveryCount"] = strconv.Itoa(deliveries)
	attributes["CloudPubSubDeadLetterSourceSubscription"] = topicID
	attributes["CloudPubSubDeadLetterSourceSubscriptionProject"] = project
	attributes["CloudPubSubDeadLetterSourceTopicPublishTime"] = m.PublishTime.UTC().Format(time.RFC3339Nano)
	return &pubsub.Message{Data: m.Data, Attributes: attributes}
}
