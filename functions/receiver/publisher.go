package receiver

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"cloud.google.com/go/iam/apiv1/iampb"
	"cloud.google.com/go/pubsub/v2"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/mandobot/mando/internal/job"
)

// Publisher hands a job to the queue. A nil error means that the queue has it;
// after an error it may have it all the same.
type Publisher interface {
	Publish(context.Context, job.Job) error
}

// publishTimeout bounds one publish with all its retries.
const publishTimeout = 1500 * time.Millisecond

// warmTimeout bounds how long a start waits for the queue.
const warmTimeout = time.Second

// errMisconfigured marks failures that no retry of the user's can mend.
var errMisconfigured = errors.New("the topic is missing or may not be published to: check RENDER_TOPIC and the grants")

// topic publishes jobs to one Pub/Sub topic.
type topic struct {
	publisher *pubsub.Publisher
	name      string
}

// newTopic connects to the topic. The client dials lazily, so that the first
// command would pay for DNS, TLS and the access token: it is warmed here, by
// the one call on a topic that needs no permission. Any answer will do.
func newTopic(ctx context.Context, c Config, log *slog.Logger) (*topic, error) {
	client, err := pubsub.NewClient(ctx, c.Project)
	if err != nil {
		return nil, fmt.Errorf("connecting to Pub/Sub: %w", err)
	}
	t := &topic{publisher: client.Publisher(c.Topic), name: c.Topic}
	t.publisher.PublishSettings.CountThreshold = 1 // or each job waits 10 ms for company
	t.publisher.PublishSettings.Timeout = publishTimeout
	t.publisher.PublishSettings.NumGoroutines = c.MaxPublishing // or slow publishes queue up behind each other

	warm, cancel := context.WithTimeout(ctx, warmTimeout)
	defer cancel()
	_, err = client.TopicAdminClient.TestIamPermissions(warm, &iampb.TestIamPermissionsRequest{
		Resource: t.publisher.String(), Permissions: []string{"pubsub.topics.publish"},
	})
	if code := status.Code(err); code == codes.Unavailable || code == codes.DeadlineExceeded {
		log.Warn("queue not reached at start", "topic", c.Topic, "error", err.Error())
	}
	return t, nil
}

// Publish publishes the job and waits until the queue has it, or for
// [publishTimeout], or for ctx.
func (t *topic) Publish(ctx context.Context, j job.Job) error {
	data, attributes, err := j.Message()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, publishTimeout)
	defer cancel()
	_, err = t.publisher.Publish(ctx, &pubsub.Message{Data: data, Attributes: attributes}).Get(ctx)
	switch status.Code(err) {
	case codes.OK:
		return nil
	case codes.NotFound, codes.PermissionDenied, codes.Unauthenticated, codes.InvalidArgument:
		return fmt.Errorf("publishing to %s: %w: %w", t.name, errMisconfigured, err)
	}
	return fmt.Errorf("publishing to %s: %w", t.name, err)
}
