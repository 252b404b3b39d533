package local

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/mandobot/mando/cmd/mando/internal/local/process"
	"github.com/mandobot/mando/cmd/mando/internal/local/push"
)

// borrowEmulator uses an emulator that somebody else has started at host, and
// leaves it without what would push to nobody.
func borrowEmulator(ctx context.Context, host string, deliver push.Config) (*queue, error) {
	conn, err := (&net.Dialer{Timeout: 5 * time.Second}).DialContext(ctx, "tcp", host)
	if err != nil {
		return nil, fmt.Errorf("no emulator answers at PUBSUB_EMULATOR_HOST: %w: start it, or unset the variable to have one started", err)
	}
	conn.Close()
	q, err := newQueue(ctx, host, deliver, func() {})
	if err == nil {
		q.leave = []string{rendersName, watcherName}
	}
	return q, err
}

// startEmulator starts Google's Pub/Sub emulator.
func startEmulator(ctx context.Context, deliver push.Config) (*queue, error) {
	program, err := findEmulator(ctx)
	if err != nil {
		return nil, err
	}
	var emulator *process.Process
	host, err := onFreePort(func(host string) error {
		ip, port, _ := net.SplitHostPort(host)
		var err error
		emulator, err = process.Start(ctx, process.Config{
			Name:    "the Pub/Sub emulator",
			Args:    []string{program, "--host=" + ip, "--port=" + port},
			Env:     os.Environ(),
			Address: host,
		})
		return err
	})
	if err != nil {
		return nil, err
	}
	return newQueue(ctx, host, deliver, func() {
		// It keeps nothing, so there is nothing to wait for.
		now, cancel := context.WithCancel(context.Background())
		cancel()
		emulator.Stop(now)
	})
}

// findEmulator asks gcloud where it has the emulator's program. The program is
// started directly and not through "gcloud beta emulators pubsub start", which
// leaves it running when it is killed itself.
func findEmulator(ctx context.Context) (string, error) {
	if _, err := exec.LookPath("java"); err != nil {
		return "", errors.New("the Pub/Sub emulator needs java, which is not in PATH: install a Java runtime, or use --pubsub embedded")
	}
	out, err := exec.CommandContext(ctx, "gcloud", "info", "--format=value(installation.sdk_root)").Output()
	if errors.Is(err, exec.ErrNotFound) {
		return "", errors.New("the Pub/Sub emulator comes with gcloud, which is not in PATH: install it from https://cloud.google.com/sdk, or use --pubsub embedded")
	}
	if err != nil {
		return "", fmt.Errorf("asking gcloud for its folder: %w: see whether \"gcloud info\" works, or use --pubsub embedded", err)
	}
	program := filepath.Join(strings.TrimSpace(string(out)), "platform", "pubsub-emulator", "bin", "cloud-pubsub-emulator")
	if runtime.GOOS == "windows" {
		program += ".bat"
	}
	if _, err := os.Stat(program); err != nil {
		return "", errors.New("gcloud is here without its Pub/Sub emulator: run \"gcloud components install pubsub-emulator\" " +
			"(with apt: google-cloud-cli-pubsub-emulator), or use --pubsub embedded")
	}
	return program, nil
}

// pushTo lets the server itself push the jobs to the endpoint, as in the cloud.
func (q *queue) pushTo(ctx context.Context, endpoint string) error {
	return q.subscribe(ctx, &pubsubpb.Subscription{
		Name:               rendersName,
		Topic:              topicName,
		AckDeadlineSeconds: int32(q.deliver.AckDeadline.Seconds()),
		PushConfig: &pubsubpb.PushConfig{
			PushEndpoint: endpoint,
			Wrapper:      &pubsubpb.PushConfig_NoWrapper_{NoWrapper: &pubsubpb.PushConfig_NoWrapper{WriteMetadata: true}},
		},
		DeadLetterPolicy: &pubsubpb.DeadLetterPolicy{
			DeadLetterTopic:     deadName,
			MaxDeliveryAttempts: int32(q.deliver.MaxAttempts),
		},
		RetryPolicy: &pubsubpb.RetryPolicy{
			MinimumBackoff: durationpb.New(q.deliver.Backoff.Min),
			MaximumBackoff: durationpb.New(q.deliver.Backoff.Max),
		},
		ExpirationPolicy: &pubsubpb.ExpirationPolicy{}, // never, or it vanishes after 31 idle days
	})
}
